using System.Buffers.Text;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>OpenID Connect RP-Initiated Logout 1.0: a service sends its person to be signed out everywhere.</summary>
[Collection(ProviderCity.Name)]
public sealed class SignOutTests(ProviderCity city)
{
    [Fact(DisplayName = "RIL 2, 3: an id token of this session and a registered address end all, by way of mos.ru, and lead back with the state")]
    public async Task Good()
    {
        var teacher = await city.TeacherAsync();
        var hint = (await teacher.SignInAsync(ProviderCity.Plain))["id_token"];
        (await LeaveAsync(teacher, ("id_token_hint", hint), ("post_logout_redirect_uri", ProviderCity.Left), ("state", "the-state"))).ShouldBe($"{ProviderCity.Left}?state=the-state");
        (await teacher.AuthorizeAsync(ProviderCity.Plain, ("prompt", "none")))["error"].ShouldBe("login_required");
        teacher.Browser.Visited.ShouldContain(address => address.Port == city.Product.City.Port && address.AbsolutePath == "/connect/sign-out");

        var again = await city.TeacherAsync();
        hint = (await again.SignInAsync(ProviderCity.Plain))["id_token"];
        (await LeaveAsync(again, ("id_token_hint", hint), ("post_logout_redirect_uri", ProviderCity.Left))).ShouldBe(ProviderCity.Left, "no state is made up");
    }

    [Fact(DisplayName = "RIL 2: without an address the person reads what was ended")]
    public async Task Nowhere_to_go()
    {
        var teacher = await city.TeacherAsync();
        var hint = (await teacher.SignInAsync(ProviderCity.Plain))["id_token"];
        WebUtility.HtmlDecode((await teacher.Browser.OpenAsync($"/connect/logout?id_token_hint={hint}")).Text).ShouldContain("Вы вышли");
        (await teacher.AuthorizeAsync(ProviderCity.Plain, ("prompt", "none")))["error"].ShouldBe("login_required");
    }

    [Theory(DisplayName = "RIL 2, 3: nobody is signed out, and led nowhere, by a request that proves nothing: the person is asked, or told that it is no good")]
    [InlineData(null, null)]
    [InlineData(null, ProviderCity.Left)]
    [InlineData("rubbish", ProviderCity.Left)]
    [InlineData("unsigned", ProviderCity.Left)]
    [InlineData("altered", ProviderCity.Left)]
    [InlineData("good", "http://evil.example/")]
    [InlineData("good", ProviderCity.Left + "?x=1")]
    [InlineData("another's", ProviderCity.Left)]
    public async Task Bad(string? hint, string? address)
    {
        var (teacher, parent) = (await city.TeacherAsync(), await city.ParentAsync());
        var good = (await teacher.SignInAsync(ProviderCity.Plain))["id_token"]!;
        var sent = hint switch
        {
            "good" => good,
            "unsigned" => $"{Base64Url.EncodeToString("{\"alg\":\"none\"}"u8)}.{good.Split('.')[1]}.",
            "altered" => good[..^8] + "AAAAAAAA",
            "another's" => (await parent.SignInAsync(ProviderCity.Plain))["id_token"],
            _ => hint,
        };
        (await LeaveAsync(teacher, ("id_token_hint", sent), ("post_logout_redirect_uri", address), ("state", "x"))).ShouldStartWith($"{city.Product.Cabinet}connect/logout");
        (await teacher.AuthorizeAsync(ProviderCity.Plain, ("prompt", "none"))).Code.ShouldNotBeEmpty();
    }

    [Fact(DisplayName = "RIL 2: whoever is asked and says yes is out, and reads of which services; a form of another site says nothing")]
    public async Task Asked()
    {
        var teacher = await city.TeacherAsync();
        await teacher.SignInAsync(ProviderCity.Plain);
        (await teacher.Browser.PostAsync("/connect/logout", ("leave", "true"))).Text.ShouldContain("name=\"leave\"");
        var page = await teacher.Browser.OpenAsync("/connect/logout");
        var token = page.Text.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        var left = WebUtility.HtmlDecode((await teacher.Browser.PostAsync("/connect/logout", ("leave", "true"), ("__RequestVerificationToken", token))).Text);
        left.ShouldContain("Вы вышли");
        left.ShouldContain($"Сервис {ProviderCity.Plain}");
    }

    private async Task<string> LeaveAsync(ServiceVisitor visitor, params (string Name, string? Value)[] parameters)
    {
        var address = new Uri(city.Product.Cabinet, "/connect/logout" + QueryString.Create(parameters.Where(parameter => parameter.Value is not null).Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value))));
        for (var steps = 0; steps < 10 && !address.ToString().StartsWith(ProviderCity.Left, StringComparison.Ordinal) && address.Host != "evil.example"; steps++)
        {
            visitor.Browser.Visited.Enqueue(address);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var answer = await visitor.Browser.SendAsync(request);
            if (answer.Headers.Location is not { } next)
                break;
            address = new Uri(address, next);
        }

        return address.ToString();
    }
}
