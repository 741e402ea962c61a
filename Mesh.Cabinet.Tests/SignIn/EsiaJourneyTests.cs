using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.SignIn;

/// <summary>The whole way by госуслуги as ЕСИА speaks: signed requests, no nonce, a person told by REST.</summary>
public sealed class EsiaJourneyTests : IAsyncLifetime
{
    private const string Own = "Шкаф-2027-Own";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("esia-city-");

    private static readonly Resident Teacher = Resident.Teacher(1) with { Citizen = Resident.Teacher(1).Citizen with { Via = "gosuslugi" } };

    public async ValueTask InitializeAsync() => await OwnCity.WriteAsync(folder.FullName, [Teacher]);

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact(DisplayName = "R15, R24, D24: a teacher signs in at ЕСИА, sets the school's own password, is in the cabinet and leaves")]
    public async Task Journey()
    {
        await using var product = await StartAsync();
        using var teacher = new HttpVisitor(product);
        var arrived = await teacher.SignInAsync(Teacher.Citizen, "/sign-in/gosuslugi");
        arrived.Path.ShouldBe("/activation", System.Net.WebUtility.HtmlDecode(arrived.Text));
        teacher.Visited.ShouldContain(address => address.AbsolutePath == "/gosuslugi/aas/oauth2/v2/ac" && address.Query.Contains("client_certificate_hash=", StringComparison.Ordinal)
            && !address.Query.Contains("nonce=", StringComparison.Ordinal));

        (await teacher.SignInAsync(Teacher.Citizen, "/sign-in/again?returnUrl=%2Factivation")).Path.ShouldBe("/activation");
        var done = await teacher.PostAsync("/activation/password", ("__RequestVerificationToken", await teacher.FormTokenAsync()), ("password", Own), ("repeated", Own));
        done.Text.ShouldContain("Аккаунт МЭШ готов");
        (await new Aftermath(product).PcAcceptsAsync("teacher_1", Own)).ShouldBeTrue();
        (await teacher.OpenAsync("/cabinet")).Path.ShouldBe("/cabinet");

        (await teacher.PostAsync("/sign-out")).Path.ShouldBe("/");
        teacher.Visited.ShouldContain(address => address.AbsolutePath == "/gosuslugi/idp/ext/Logout");
        (await teacher.OpenAsync("/cabinet")).Path.ShouldBe("/");
    }

    [Fact]
    public async Task A_key_that_is_not_attached_to_the_mnemonic_is_told_to_the_log_in_a_line_of_its_own()
    {
        await using var product = await StartAsync(("Gosuslugi__ClientId", "SOMEBODY"));
        using var teacher = new HttpVisitor(product);

        var page = await teacher.SignInAsync(Teacher.Citizen, "/sign-in/gosuslugi");

        page.Path.ShouldBe("/sign-in/problem");
        page.Text.ShouldNotContain("Подождите минуту");
        product.Output.ShouldContain("ESIA-007005");
    }

    private Task<RunningProduct> StartAsync(params (string Key, string Value)[] settings) =>
        RunningProduct.StartAsync([("Sandbox__City", folder.FullName), ("Gosuslugi__Kind", "Esia"), .. settings]);
}
