using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.SignIn;

/// <summary>The whole way by госуслуги as ЕСИА speaks: signed requests, no nonce, a person told by REST.</summary>
public sealed class EsiaJourneyTests
{
    private const string Login = "ilina_kaluga";
    private const string Password = "Shkola-2026";

    [Fact(DisplayName = "R19, R24: somebody of another region comes by ЕСИА to the service, is in the cabinet and leaves")]
    public async Task Journey()
    {
        await using var product = await RunningProduct.StartAsync(("Gosuslugi__Kind", "Esia"));
        using var person = new HttpVisitor(product);

        var arrived = await person.SignInAsync(Login, Password, "/sign-in/gosuslugi");

        (arrived.Address.Port, arrived.Path is "/journal" or "/diary").ShouldBe((product.City.Port, true), System.Net.WebUtility.HtmlDecode(arrived.Text));
        person.Visited.ShouldContain(address => address.AbsolutePath == "/gosuslugi/aas/oauth2/v2/ac" && address.Query.Contains("client_certificate_hash=", StringComparison.Ordinal)
            && !address.Query.Contains("nonce=", StringComparison.Ordinal));
        (await person.OpenAsync("/cabinet")).Path.ShouldBe("/cabinet");
        (await person.SignInAsync(Login, Password, "/sign-in/again?returnUrl=%2Fcabinet%2Fdevices%2Fbind")).Path.ShouldBe("/cabinet/devices/bind");
        (await person.PostAsync("/sign-out")).Path.ShouldBe("/");
        person.Visited.ShouldContain(address => address.AbsolutePath == "/gosuslugi/idp/ext/Logout");
        (await person.OpenAsync("/cabinet")).Path.ShouldBe("/");
    }

    [Fact]
    public async Task A_key_that_is_not_attached_to_the_mnemonic_is_told_to_the_log_in_a_line_of_its_own()
    {
        await using var product = await RunningProduct.StartAsync(("Gosuslugi__Kind", "Esia"), ("Gosuslugi__ClientId", "SOMEBODY"));
        using var person = new HttpVisitor(product);

        var page = await person.SignInAsync(Login, Password, "/sign-in/gosuslugi");

        page.Path.ShouldBe("/sign-in/problem");
        page.Text.ShouldNotContain("Подождите минуту");
        product.Output.ShouldContain("ESIA-007005");
    }
}
