using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Shouldly;
using Xunit;

namespace Mesh.Cabinet.Tests.Sandbox;

/// <summary>mos.ru and госуслуги as OpenID providers, over real HTTP.</summary>
[Collection(InTheCity.Name)]
public sealed class OpenIdTests(StartedCity city)
{
    private const string Redirect = "http://localhost:5080/signin-oidc";
    private readonly HttpClient browser = city.NewBrowser();

    [Theory]
    [InlineData("", "/")]
    [InlineData("/gosuslugi", "/gosuslugi")]
    public async Task Each_provider_is_an_issuer_of_its_own(string provider, string issuer)
    {
        var document = JsonNode.Parse(await browser.GetStringAsync($"{provider}/.well-known/openid-configuration"))!;

        document["issuer"]!.GetValue<string>().ShouldBe(city.Address + issuer);
        foreach (var endpoint in (string[])["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "end_session_endpoint", "jwks_uri"])
            document[endpoint]!.GetValue<string>().ShouldStartWith($"{city.Address}{provider}/");
        document["code_challenge_methods_supported"]!.AsArray().Select(method => method!.GetValue<string>()).ShouldBe(["S256"]);
    }

    [Theory]
    [InlineData("", "petrova_anna", "Shkola-2026", "Анна")]
    [InlineData("/gosuslugi", "ilina_kaluga", "Shkola-2026", "Светлана")]
    public async Task A_citizen_signs_in_by_code_and_userinfo_tells_who_it_is(string provider, string login, string password, string given)
    {
        var tokens = await RedeemAsync(provider, await SignInAsync(provider, login, password, ""));

        var claims = ClaimsOf(tokens);
        claims["nonce"]!.GetValue<string>().ShouldBe("n-1");
        claims["auth_time"].ShouldNotBeNull();
        var person = await UserInfoAsync(provider, tokens);
        person["sub"]!.GetValue<string>().ShouldBe(claims["sub"]!.GetValue<string>());
        person["preferred_username"]!.GetValue<string>().ShouldBe(login);
        person["given_name"]!.GetValue<string>().ShouldBe(given);
        person["snils"].ShouldNotBeNull();
        person["simplified"].ShouldBeNull();
    }

    [Fact]
    public async Task What_a_citizen_lacks_is_absent_from_userinfo()
    {
        var person = await UserInfoAsync("", await PasswordGrantAsync("", "fedorova_sonya", "Sonya-3-klass"));

        person["simplified"]!.GetValue<bool>().ShouldBeTrue();
        foreach (var field in (string[])["phone_number", "email", "snils"])
            person.AsObject().ContainsKey(field).ShouldBeFalse(field);
    }

    [Fact]
    public async Task The_password_grant_proves_a_password_and_answers_with_an_id_token()
    {
        ClaimsOf(await PasswordGrantAsync("", "semenov_kirill", "Пароль-2026"))["aud"]!.GetValue<string>().ShouldBe("mesh-cabinet");
        (await PasswordGrantAsync("", "semenov_kirill", "wrong"))["error"]!.GetValue<string>().ShouldBe("invalid_grant");
        (await PasswordGrantAsync("/gosuslugi", "semenov_kirill", "Пароль-2026"))["error"]!.GetValue<string>().ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task A_wrong_client_secret_is_refused()
    {
        var answer = await browser.PostAsync("/connect/token", Form(("grant_type", "password"), ("username", "petrova_anna"), ("password", "Shkola-2026"), ("client_id", "mesh-cabinet"), ("client_secret", "guess")));
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"]!.GetValue<string>().ShouldBe("invalid_client");
    }

    [Fact]
    public async Task A_session_is_used_again_until_prompt_or_max_age_ask_for_a_new_sign_in()
    {
        await SignInAsync("", "petrova_anna", "Shkola-2026", "");

        (await AuthorizeAsync("", "")).ShouldStartWith(Redirect);
        (await AuthorizeAsync("", "&max_age=3600")).ShouldStartWith(Redirect);
        (await AuthorizeAsync("", "&prompt=login")).ShouldStartWith("/sign-in?");
        (await AuthorizeAsync("", "&max_age=0")).ShouldStartWith("/sign-in?");
        (await AuthorizeAsync("/gosuslugi", "")).ShouldStartWith("/gosuslugi/sign-in?");
        (await SignInAsync("", "petrova_anna", "Shkola-2026", "&prompt=login&max_age=0")).ShouldStartWith(Redirect);
    }

    [Fact]
    public async Task Without_a_session_prompt_none_says_login_required() =>
        (await AuthorizeAsync("", "&prompt=none")).ShouldContain("error=login_required");

    [Theory]
    [InlineData("client_id=stranger&redirect_uri=http://localhost:5080/signin-oidc")]
    [InlineData("client_id=mesh-cabinet&redirect_uri=https://example.org/signin-oidc")]
    public async Task A_stranger_is_never_redirected_to(string query)
    {
        var answer = await browser.GetAsync($"/connect/authorize?response_type=code&scope=openid&code_challenge={Challenge}&code_challenge_method=S256&{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_code_without_its_verifier_is_worth_nothing()
    {
        var code = CodeOf(await SignInAsync("", "petrova_anna", "Shkola-2026", ""));
        var answer = await browser.PostAsync("/connect/token", Form(("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Redirect), ("code_verifier", new string('x', 43)), ("client_id", "mesh-cabinet"), ("client_secret", "sandbox")));
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"]!.GetValue<string>().ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task A_code_counts_once()
    {
        var arrived = await SignInAsync("", "petrova_anna", "Shkola-2026", "");

        (await RedeemAsync("", arrived))["access_token"].ShouldNotBeNull();
        (await RedeemAsync("", arrived))["error"]!.GetValue<string>().ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task Sign_out_ends_the_session_and_leads_back()
    {
        await SignInAsync("", "petrova_anna", "Shkola-2026", "");

        var answer = await browser.GetAsync("/connect/sign-out?client_id=mesh-cabinet&state=s-1&post_logout_redirect_uri=http://localhost:5080/signout-callback-oidc");

        answer.Headers.Location!.ToString().ShouldBe("http://localhost:5080/signout-callback-oidc?state=s-1");
        (await AuthorizeAsync("", "")).ShouldStartWith("/sign-in?");
        (await browser.GetAsync("/connect/sign-out?post_logout_redirect_uri=https://example.org/")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static string Challenge => WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    private async Task<string> AuthorizeAsync(string provider, string more)
    {
        var answer = await browser.GetAsync(
            $"{provider}/connect/authorize?client_id=mesh-cabinet&redirect_uri={Uri.EscapeDataString(Redirect)}&response_type=code&scope=openid%20profile&nonce=n-1&state=s-1&code_challenge={Challenge}&code_challenge_method=S256{more}");
        return answer.Headers.Location!.ToString();
    }

    private async Task<string> SignInAsync(string provider, string login, string password, string more)
    {
        var signIn = await AuthorizeAsync(provider, more);
        var entered = await browser.PostAsync(signIn, Form(("login", login), ("password", password)));
        return (await browser.GetAsync(entered.Headers.Location)).Headers.Location!.ToString();
    }

    private async Task<JsonNode> RedeemAsync(string provider, string arrived) => JsonNode.Parse(await (await browser.PostAsync(
        $"{provider}/connect/token",
        Form(("grant_type", "authorization_code"), ("code", CodeOf(arrived)), ("redirect_uri", Redirect), ("code_verifier", Verifier), ("client_id", "mesh-cabinet"), ("client_secret", "sandbox")))).Content.ReadAsStringAsync())!;

    private async Task<JsonNode> PasswordGrantAsync(string provider, string login, string password) => JsonNode.Parse(await (await browser.PostAsync(
        $"{provider}/connect/token",
        Form(("grant_type", "password"), ("username", login), ("password", password), ("scope", "openid"), ("client_id", "mesh-cabinet"), ("client_secret", "sandbox")))).Content.ReadAsStringAsync())!;

    private async Task<JsonNode> UserInfoAsync(string provider, JsonNode tokens)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{provider}/connect/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens["access_token"]!.GetValue<string>());
        return JsonNode.Parse(await (await browser.SendAsync(request)).Content.ReadAsStringAsync())!;
    }

    private static JsonNode ClaimsOf(JsonNode tokens) => JsonNode.Parse(WebEncoders.Base64UrlDecode(tokens["id_token"]!.GetValue<string>().Split('.')[1]))!;

    private static string CodeOf(string arrived) => QueryHelpers.ParseQuery(new Uri(arrived).Query)["code"].ToString();

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
