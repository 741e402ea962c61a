using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>The database's files vanish under a running product, and come back.</summary>
public sealed class LostDatabaseTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_the_database_is_lost_nothing_is_promised_and_when_it_is_back_the_product_goes_on_by_itself(bool withFolder)
    {
        Assert.SkipWhen(TestServer.IsNamed, TestServer.KeepsNoFile);
        await using var stage = await Stage.StartAsync(teachers: 2);
        await stage.StartNodeAsync();
        var (before, during) = (stage.NewVisit(), stage.NewVisit());
        await before.ActivateAsync();
        await during.ComeAsync();

        using (new Vanished(stage.Place.Folder, withFolder))
        {
            (await during.TypeAsync()).ShouldBe("status 500");
            (await during.Browser.OpenAsync("/activation")).Text.ShouldContain(ShellText.ErrorTitle);
            File.Exists(stage.Place.Database.File).ShouldBeFalse("an empty one in its place would hide the loss");
        }

        (await during.TypeAsync()).ShouldBeNull();
        await new Invariants(stage).ShouldHoldAsync();
    }

    private sealed class Vanished : IDisposable
    {
        private readonly List<(string From, string To)> moved = [];

        public Vanished(string folder, bool withFolder)
        {
            foreach (var path in withFolder ? [folder] : Directory.GetFiles(folder, "cabinet.db*"))
            {
                moved.Add((path, path + "-away"));
                Directory.Move(path, path + "-away");
            }
        }

        public void Dispose()
        {
            foreach (var (from, to) in moved)
                Directory.Move(to, from);
        }
    }
}
