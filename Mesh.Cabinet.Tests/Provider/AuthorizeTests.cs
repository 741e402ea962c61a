using System.Net;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>The authorization endpoint against what standards and suites ask of it, over HTTP.</summary>
[Collection(ProviderCity.Name)]
public sealed class AuthorizeTests(ProviderCity city)
{
    [Theory(DisplayName = "RFC 6749 4.1.2.1, RFC 9700 2.1, 4.1.3: an address that is not registered to the letter gets nothing, nor does a client that is none: the person sees a page")]
    [InlineData("redirect_uri", "http://evil.example/callback")]
    [InlineData("redirect_uri", ProviderCity.Callback + "?x=1")]
    [InlineData("redirect_uri", ProviderCity.Callback + "#f")]
    [InlineData("redirect_uri", ProviderCity.Callback + "/")]
    [InlineData("redirect_uri", "http://localhost:9998/callback")]
    [InlineData("redirect_uri", "http://localhost:9999/CALLBACK")]
    [InlineData("redirect_uri", "http://localhost:9999/a/../callback")]
    [InlineData("redirect_uri", "http://localhost:9999@evil.example/callback")]
    [InlineData("redirect_uri", null)]
    [InlineData("client_id", "nobody")]
    [InlineData("client_id", "")]
    [InlineData("client_id", null)]
    public async Task Not_sent_back(string parameter, string? value)
    {
        var answer = await (await city.TeacherAsync()).AuthorizeAsync(ProviderCity.Journal, (parameter, value));
        (answer.Status, answer.Location).ShouldBe((HttpStatusCode.BadRequest, null));
        WebUtility.HtmlDecode(answer.Page).ShouldContain("Сервис прислал неправильный адрес");
    }

    [Theory(DisplayName = "RFC 6749 4.1.2.1, OIDCC 3.1.2.6, RFC 9207 2: a request that is refused goes back to its client with the error, its state and who says so")]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "id_token", "unsupported_response_type")]
    [InlineData("response_type", "code id_token", "unsupported_response_type")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("response_mode", "form_post", "invalid_request")]
    [InlineData("response_mode", "smoke", "invalid_request")]
    [InlineData("scope", "openid mesh.school", "invalid_scope")]
    [InlineData("scope", "openid everything", "invalid_scope")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("prompt", "dance", "invalid_request")]
    [InlineData("max_age", "-1", "invalid_request")]
    [InlineData("max_age", "abc", "invalid_request")]
    [InlineData("request", "eyJhbGciOiJub25lIn0.eyJyZWRpcmVjdF91cmkiOiJodHRwOi8vZXZpbC5leGFtcGxlIn0.", "request_not_supported")]
    [InlineData("request_uri", "https://evil.example/request", "request_uri_not_supported")]
    [InlineData("registration", "{}", "registration_not_supported")]
    [InlineData("id_token_hint", "rubbish", "invalid_request")]
    // RFC 7636 4.4.1, 4.3.
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    public async Task Sent_back(string parameter, string? value, string error)
    {
        var teacher = await city.TeacherAsync();
        var answer = await teacher.AuthorizeAsync(ProviderCity.Journal, (parameter, value), parameter is "code_challenge" ? ("code_challenge_method", null) : ("nonce", "n"));
        (answer.IsBack, answer["error"], answer["state"], answer["iss"], answer["code"]).ShouldBe((true, error, "the state", teacher.Issuer, null));
    }

    [Theory(DisplayName = "OIDCC 3.1.2.1: what is optional, unknown or of no consequence here leaves the request as good as it was")]
    [InlineData("nonce", null)]
    [InlineData("state", null)]
    [InlineData("scope", "profile")]
    [InlineData("display", "popup")]
    [InlineData("prompt", "none")]
    [InlineData("prompt", "consent")]
    [InlineData("max_age", "10000")]
    [InlineData("acr_values", "urn:nobody:knows")]
    [InlineData("claims", "{\"userinfo\":{\"name\":{\"essential\":true}}}")]
    [InlineData("claims_locales", "fr")]
    [InlineData("ui_locales", "fr")]
    [InlineData("login_hint", "somebody")]
    [InlineData("response_mode", "query")]
    [InlineData("nobody_knows", "this")]
    public async Task Good(string parameter, string? value)
    {
        var teacher = await city.TeacherAsync();
        var answer = await teacher.AuthorizeAsync(ProviderCity.Journal, (parameter, value));
        (answer.IsBack, answer["code"] is not null, answer["iss"]).ShouldBe((true, true, teacher.Issuer));
    }

    [Fact(DisplayName = "OIDCC 3.1.2.6: without a session nobody is asked where no page may be shown, and everybody is where one may; what is too long for an address is said to be so")]
    public async Task Strangers()
    {
        var stranger = city.Stranger();
        (await stranger.AuthorizeAsync(ProviderCity.Journal, ("prompt", "none")))["error"].ShouldBe("login_required");
        var (address, _) = ServiceVisitor.Request(ProviderCity.Journal, ("state", new string('s', 900)));
        (await stranger.OpenAsync(address, "")).Location!.ToString().ShouldBe($"/?returnUrl={Uri.EscapeDataString(address)}");
        (await stranger.AuthorizeAsync(ProviderCity.Journal, ("state", new string('s', 5000))))["error"].ShouldBe("invalid_request", "rather than be lost on the way");
    }

    [Fact(DisplayName = "OIDCC 3.1.2.1: a POST is as good as a GET, nothing else is")]
    public async Task Methods()
    {
        var teacher = await city.TeacherAsync();
        var (address, verifier) = ServiceVisitor.Request(ProviderCity.Journal);
        using var post = new HttpRequestMessage(HttpMethod.Post, "/connect/authorize") { Content = new FormUrlEncodedContent(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address[address.IndexOf('?', StringComparison.Ordinal)..]).Select(pair => KeyValuePair.Create(pair.Key, $"{pair.Value}"))) };
        using var answer = await teacher.Browser.SendAsync(post);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await teacher.OpenAsync(answer.Headers.Location!.ToString(), verifier)).Code.ShouldNotBeEmpty();
        using var put = new HttpRequestMessage(HttpMethod.Put, address);
        using var refused = await teacher.Browser.SendAsync(put);
        refused.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Theory(DisplayName = "OIDCC 3.1.2.1: a password that is wanted anew is asked for, and the token tells of that moment")]
    [InlineData("prompt", "login")]
    [InlineData("prompt", "select_account")]
    [InlineData("max_age", "0")]
    public async Task Anew(string parameter, string value)
    {
        var teacher = await city.TeacherAsync();
        var before = (await teacher.SignInAsync(ProviderCity.Journal)).IdToken;
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        (await teacher.AuthorizeAsync(ProviderCity.Journal, (parameter, value))).Location!.ToString().ShouldStartWith("/sign-in/again?returnUrl=");
        var answer = await teacher.TypeAgainAsync(ProviderCity.Journal, "petrova_anna", "Shkola-2026", (parameter, value));
        var after = (await teacher.RedeemAsync(ProviderCity.Journal, answer.Code, answer.Verifier)).IdToken;
        (after.Subject, Moment(after) > Moment(before)).ShouldBe((before.Subject, true));
        (await teacher.AuthorizeAsync(ProviderCity.Journal, (parameter, value)))["code"].ShouldBeNull("what was asked once is asked again for the next request");

        static long Moment(Microsoft.IdentityModel.JsonWebTokens.JsonWebToken token) => token.GetPayloadValue<long>("auth_time");
    }

    [Theory(DisplayName = "OIDCC 3.1.2.1: a stranger of whom the password is wanted types it once, also where mos.ru would know them")]
    [InlineData("prompt", "login")]
    [InlineData("max_age", "0")]
    public async Task Once(string parameter, string value)
    {
        var stranger = city.Stranger();
        var (address, verifier) = ServiceVisitor.Request(ProviderCity.Plain, (parameter, value));
        var page = await DoorAsync(stranger, address);
        page.Path.ShouldBe("/sign-in");
        var code = await TypedAsync(stranger, page);
        (await stranger.RedeemAsync(ProviderCity.Plain, code, verifier)).Status.ShouldBe(HttpStatusCode.OK);

        // The session here is gone, mos.ru's is not.
        stranger.Browser.Cookies.GetCookies(city.Product.Cabinet).ToList().ForEach(cookie => cookie.Expired = true);
        var known = await DoorAsync(stranger, ServiceVisitor.Request(ProviderCity.Plain, (parameter, value)).Address);
        known.Path.ShouldBe("/sign-in", "mos.ru asks all the same");
        (await TypedAsync(stranger, known)).ShouldNotBeEmpty();
    }

    [Theory(DisplayName = "OIDCC 3.1.2.1: whom a service expects by login_hint stands in mos.ru's form, of a pushed request too")]
    [InlineData(ProviderCity.Plain, null)]
    [InlineData(ProviderCity.Pushed, null)]
    [InlineData(ProviderCity.Plain, "login")]
    public async Task Login_hint(string client, string? prompt)
    {
        var stranger = city.Stranger();
        var address = ServiceVisitor.Request(client, ("login_hint", "ivanov.igor"), ("prompt", prompt)).Address;
        if (client is ProviderCity.Pushed)
        {
            var pushed = await stranger.PushAsync(client, ("login_hint", "ivanov.igor"));
            address = $"/connect/authorize?client_id={client}&request_uri={Uri.EscapeDataString(pushed["request_uri"]!)}";
        }

        (await DoorAsync(stranger, address)).Text.ShouldContain("value=\"ivanov.igor\"");
    }

    // Through the landing page to mos.ru.
    private static async Task<Page> DoorAsync(ServiceVisitor stranger, string address)
    {
        var landing = (await stranger.OpenAsync(address, "")).Location!.ToString();
        return await stranger.Browser.OpenAsync($"/sign-in/mos-ru{landing[landing.IndexOf('?', StringComparison.Ordinal)..]}");
    }

    // The password once, and straight back to the client, whose address nobody listens at.
    private static async Task<string> TypedAsync(ServiceVisitor stranger, Page page)
    {
        var address = page.Address.ToString();
        HttpContent? form = new FormUrlEncodedContent([new("login", "petrova_anna"), new("password", "Shkola-2026")]);
        for (var steps = 0; steps < 10; steps++)
        {
            using var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, new Uri(address)) { Content = form };
            using var answer = await stranger.Browser.SendAsync(request);
            address = new Uri(new Uri(address), answer.Headers.Location.ShouldNotBeNull($"{address} asks once more")).ToString();
            if (address.StartsWith(ProviderCity.Callback, StringComparison.Ordinal))
                return $"{Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(address).Query)["code"]}";
            form = null;
        }

        throw new ShouldAssertException(address);
    }

    [Fact(DisplayName = "OIDCC 3.1.2.1: whoever is expected is told by the hint; another gets no code for it")]
    public async Task Hints()
    {
        var (teacher, parent) = (await city.TeacherAsync(), await city.ParentAsync());
        var hint = (await teacher.SignInAsync(ProviderCity.Plain))["id_token"];
        (await teacher.AuthorizeAsync(ProviderCity.Plain, ("id_token_hint", hint), ("prompt", "none"))).Code.ShouldNotBeEmpty();
        (await parent.AuthorizeAsync(ProviderCity.Plain, ("id_token_hint", hint), ("prompt", "none")))["error"].ShouldBe("login_required");
    }

    [Fact(DisplayName = "R34: whom no role opens the service reads which would, and tells the service so; no page where none may be shown")]
    public async Task Closed()
    {
        var parent = await city.ParentAsync();
        (await parent.AuthorizeAsync(ProviderCity.Journal, ("prompt", "none")))["error"].ShouldBe("interaction_required");
        var (address, _) = ServiceVisitor.Request(ProviderCity.Journal);
        var answer = await parent.OpenAsync(address, "");
        answer.Status.ShouldBe(HttpStatusCode.OK);
        var page = WebUtility.HtmlDecode(answer.Page);
        page.ShouldContain("сотрудник школы");
        page.ShouldContain("Ваши роли в МЭШ: родитель");
        var refused = await parent.OpenAsync(address + "&refuse=true", "");
        (refused.IsBack, refused["error"], refused["state"]).ShouldBe((true, "access_denied", "the state"));
    }

    [Fact(DisplayName = "D20, D25: a bound device gets codes for its own service, and whoever was idle is asked for first")]
    public async Task Worth()
    {
        var aftermath = new Doubles.Aftermath(city.Product);
        var teacher = city.Stranger();
        await teacher.Browser.SignInAsync("zimina_larisa", "Shkola-2026");
        const string subject = "3f2a9c10-0000-4000-8000-000000000012";
        await aftermath.LeaveIdleAsync(subject, TimeSpan.FromHours(1));
        (await teacher.AuthorizeAsync(ProviderCity.Plain, ("prompt", "none")))["error"].ShouldBe("login_required");
        (await teacher.AuthorizeAsync(ProviderCity.Plain)).Location!.ToString().ShouldStartWith("/sign-in/mos-ru?returnUrl=");
        await aftermath.LeaveIdleAsync(subject, TimeSpan.Zero);
        (await teacher.AuthorizeAsync(ProviderCity.Plain)).Code.ShouldNotBeEmpty();
        await aftermath.ComeByDeviceAsync(subject, "journal");
        (await teacher.AuthorizeAsync(ProviderCity.Plain, ("prompt", "none")))["error"].ShouldBe("login_required");
        (await teacher.AuthorizeAsync(ProviderCity.Plain)).Location!.ToString().ShouldStartWith("/sign-in/mos-ru?returnUrl=");
        var token = (await teacher.SignInAsync(ProviderCity.Journal)).IdToken;
        (token.GetPayloadValue<string>("acr"), string.Join(' ', token.GetPayloadValue<string[]>("amr"))).ShouldBe(("urn:mesh:device", "pop user"));
    }
}
