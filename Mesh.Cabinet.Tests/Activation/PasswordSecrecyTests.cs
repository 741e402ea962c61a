using System.Text;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Activation;

public sealed class PasswordSecrecyTests
{
    private const string Canary = "Kanareika";
    private const string Right = Canary + "-prava-7391";
    private const string Wrong = Canary + "-mimo-1937";

    [Fact(DisplayName = "D13: a typed password, right or wrong, is in no line of the most talkative log and in no byte that is kept")]
    public async Task A_typed_password_is_kept_nowhere()
    {
        var city = Directory.CreateTempSubdirectory("secret-city-");
        var teacher = Resident.Teacher(1);
        await OwnCity.WriteAsync(city.FullName, [teacher with { Citizen = teacher.Citizen with { Password = Right } }]);
        await using (var product = await RunningProduct.StartAsync(
            [("Sandbox__City", city.FullName), .. Categories.Select(category => ($"Logging__LogLevel__{category}", "Trace"))]))
        {
            using var visitor = new HttpVisitor(product);
            // The sandbox's own sign-in page would be told the password too: it lets in by one click.
            var page = await visitor.OpenAsync("/sign-in/mos-ru");
            (await visitor.PostAsync(page.Address.ToString(), ("citizen", teacher.Citizen.Sub))).Path.ShouldBe("/activation");

            (await visitor.ActivateAsync(Wrong)).Problem.ShouldBe("WrongPassword");
            (await visitor.ActivateAsync(Right)).Text.ShouldContain("Аккаунт МЭШ готов");

            product.Output.ShouldContain("trce:", Case.Sensitive);
            product.Output.ShouldNotContain(Canary);
            foreach (var file in Directory.EnumerateFiles(product.Folder, "*", SearchOption.AllDirectories))
                Holds(file, Canary).ShouldBeFalse(file);
            Directory.EnumerateFiles(product.Folder).Any(file => Holds(file, teacher.Citizen.Login)).ShouldBeTrue("the search would find what is there");
        }

        city.Delete(recursive: true);
    }

    private static string[] Categories { get; } =
        ["Default", "Microsoft.AspNetCore", "Microsoft.Extensions", "Microsoft.IdentityModel", "Microsoft.IdentityModel.LoggingExtensions", "System.Net.Http", "OpenIddict"];

    // The database is open meanwhile, and its journal beside it counts.
    private static bool Holds(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    }
}
