using Mesh.Cabinet.Database;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Shell;

namespace Mesh.Cabinet.Tests.Audit;

/// <summary><c>audit verify</c> as an operator starts it: what is printed, and the exit codes.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private readonly CommandProcess commands = new();

    public void Dispose() => commands.Dispose();

    [Fact]
    public async Task An_operator_sees_that_the_trail_is_whole_what_is_broken_and_what_waits()
    {
        Assert.SkipWhen(TestServer.IsNamed, TestServer.KeepsNoFile);
        (await commands.RunAsync("database", "migrate")).ExitCode.ShouldBe(0);
        var database = new CabinetDatabase(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(commands.Folder, "cabinet.db")};Pooling=False");
        var chain = new ChainGround(database, new FieldProtection(new byte[32]), new(DateTimeOffset.UtcNow));
        await chain.FillAsync(7);
        await chain.SealAsync();
        await chain.FillAsync(2);

        var (code, whole) = await commands.RunAsync("audit", "verify");
        code.ShouldBe(0, whole);
        whole.ShouldContain("Ещё не опечатано записей: 2");
        var last = whole.TrimEnd().Split('\n')[^1];
        last.ShouldStartWith("sealed=7 unsealed=2 head=7:");

        await chain.RunAsync("UPDATE AuditTrail SET Detail = 'another' WHERE Number = 5");
        (code, var broken) = await commands.RunAsync("audit", "verify", "--head", last.Split("head=")[1]);
        code.ShouldBe(1, broken);
        broken.ShouldContain("Запись № 5 (место 5 в цепочке) изменена");
        broken.TrimEnd().Split('\n').ShouldContain(line => line.StartsWith("sealed=4 ", StringComparison.Ordinal));

        (code, var unclear) = await commands.RunAsync("audit", "verify", "--head", "7:12");
        code.ShouldBe(2, unclear);
    }
}
