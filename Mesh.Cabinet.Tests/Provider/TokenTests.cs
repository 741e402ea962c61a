using System.Net;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>The token endpoint: codes, proofs of clients, refresh tokens.</summary>
[Collection(ProviderCity.Name)]
public sealed class TokenTests(ProviderCity city)
{
    [Fact(DisplayName = "OIDCC 2, 5.4: an id token is the provider's word about the sign-in, signed by a published key, and tells nothing of the person")]
    public async Task Id_token()
    {
        var teacher = await city.TeacherAsync();
        var told = await teacher.SignInAsync(ProviderCity.Journal, ("scope", "openid profile mesh.roles"), ("nonce", "my nonce"));
        (told["token_type"], told["scope"], told.Headers.CacheControl?.NoStore).ShouldBe(("Bearer", "openid profile mesh.roles", true));
        var token = told.IdToken;
        (token.Alg, token.Issuer, token.Audiences.Single(), token.GetPayloadValue<string>("nonce"), token.GetPayloadValue<string>("acr")).ShouldBe(("RS256", teacher.Issuer, ProviderCity.Journal, "my nonce", "urn:mesh:mos-ru"));
        token.Claims.Select(claim => claim.Type).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(["acr", "amr", "at_hash", "aud", "auth_time", "azp", "exp", "iat", "iss", "nonce", "sid", "sub"]);
        var keys = await teacher.GetAsync("/connect/jwks", null);
        keys.Json.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()).ShouldContain(token.Kid);
        keys.Json.ToString().ShouldNotContain("\"d\"");
        (await teacher.SignInAsync(ProviderCity.Plain, ("nonce", null))).IdToken.TryGetPayloadValue("nonce", out string _).ShouldBeFalse("none is invented");
        var bare = await teacher.SignInAsync(ProviderCity.Plain, ("scope", "profile"));
        bare["id_token"].ShouldBeNull("OIDCC 3.1.2.1: without openid there is no id token");
    }

    [Fact(DisplayName = "RFC 6749 4.1.2, OIDCC 3.1.3.2: a code that comes twice ends what it gave")]
    public async Task Twice()
    {
        var teacher = await city.TeacherAsync();
        var answer = await teacher.AuthorizeAsync(ProviderCity.Journal);
        var first = await teacher.RedeemAsync(ProviderCity.Journal, answer.Code, answer.Verifier);
        (await teacher.UserInfoAsync(first["access_token"])).Status.ShouldBe(HttpStatusCode.OK);
        var second = await teacher.RedeemAsync(ProviderCity.Journal, answer.Code, answer.Verifier);
        (second.Status, second.Error).ShouldBe((HttpStatusCode.BadRequest, "invalid_grant"));
        (await teacher.UserInfoAsync(first["access_token"])).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await teacher.RefreshAsync(ProviderCity.Journal, first["refresh_token"]!)).Error.ShouldBe("invalid_grant");
    }

    [Fact(DisplayName = "RFC 6749 4.1.2: of twenty who redeem one code at once exactly one gets tokens")]
    public async Task At_once()
    {
        var teacher = await city.TeacherAsync();
        var answer = await teacher.AuthorizeAsync(ProviderCity.Journal);
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => teacher.RedeemAsync(ProviderCity.Journal, answer.Code, answer.Verifier)));
        all.Count(told => told.Status is HttpStatusCode.OK).ShouldBe(1);
        all.Where(told => told.Status is not HttpStatusCode.OK).ShouldAllBe(told => told.Error == "invalid_grant");
    }

    [Theory(DisplayName = "RFC 6749 4.1.3, RFC 7636 4.6: a code is good for its client, its address and its verifier alone")]
    [InlineData("code_verifier", null, "invalid_grant")]
    [InlineData("code_verifier", "wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong", "invalid_grant")]
    [InlineData("redirect_uri", "http://localhost:9999/other", "invalid_grant")]
    [InlineData("redirect_uri", null, "invalid_request")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("grant_type", "client_credentials", "unsupported_grant_type")]
    [InlineData("grant_type", "dance", "unsupported_grant_type")]
    [InlineData("grant_type", null, "invalid_request")]
    public async Task Wrong(string field, string? value, string error)
    {
        var teacher = await city.TeacherAsync();
        var answer = await teacher.AuthorizeAsync(ProviderCity.Journal);
        var told = await teacher.RedeemAsync(ProviderCity.Journal, answer.Code, answer.Verifier, (field, value));
        (told.Status, told.Error).ShouldBe((HttpStatusCode.BadRequest, error));
    }

    [Fact(DisplayName = "RFC 6749 5.2: a code of another client, of another verifier, or with one character changed is none")]
    public async Task Foreign()
    {
        var teacher = await city.TeacherAsync();
        var (one, other) = (await teacher.AuthorizeAsync(ProviderCity.Journal), await teacher.AuthorizeAsync(ProviderCity.Journal));
        (await teacher.RedeemAsync(ProviderCity.Twin, one.Code, one.Verifier)).Error.ShouldBe("invalid_grant");
        (await teacher.RedeemAsync(ProviderCity.Journal, one.Code, other.Verifier)).Error.ShouldBe("invalid_grant");
        (await teacher.RedeemAsync(ProviderCity.Journal, one.Code[..^1] + (one.Code[^1] == 'A' ? 'B' : 'A'), one.Verifier)).Error.ShouldBe("invalid_grant");
        (await teacher.RedeemAsync(ProviderCity.Journal, one.Code, one.Verifier)).Status.ShouldBe(HttpStatusCode.OK, "and what others tried took nothing from it");
    }

    [Fact(DisplayName = "RFC 6749 2.3.1, 5.2: a client proves itself by its secret, in the header or the form, once, and never in the address")]
    public async Task Secrets()
    {
        var teacher = await city.TeacherAsync();
        var answer = await teacher.AuthorizeAsync(ProviderCity.Journal);
        (string, string)[] fields = [("grant_type", "authorization_code"), ("code", answer.Code), ("redirect_uri", ProviderCity.Callback), ("code_verifier", answer.Verifier)];
        var right = ProviderCity.SecretOf(ProviderCity.Journal);

        var wrong = await SendAsync("", fields, "a wrong one");
        (wrong.Status, wrong.Error, wrong.Headers.WwwAuthenticate.ToString()).ShouldBe((HttpStatusCode.Unauthorized, "invalid_client", wrong.Headers.WwwAuthenticate.ToString()));
        wrong.Headers.WwwAuthenticate.ToString().ShouldStartWith("Basic realm=");
        (await SendAsync("", [.. fields, ("client_id", ProviderCity.Journal)], null)).Error.ShouldBe("invalid_client");
        (await SendAsync("", [.. fields, ("client_id", ProviderCity.Journal), ("client_secret", "a wrong one")], null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync("", [.. fields, ("client_id", ProviderCity.Journal), ("client_secret", right)], right)).Error.ShouldBe("invalid_request");
        (await SendAsync($"?client_id={ProviderCity.Journal}&client_secret={right}", fields, null)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync("", [.. fields, ("client_id", ProviderCity.Journal), ("client_secret", right)], null)).Status.ShouldBe(HttpStatusCode.OK);

        async Task<Told> SendAsync(string query, (string Name, string Value)[] sent, string? secret)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(city.Product.Cabinet, "/connect/token" + query)) { Content = new FormUrlEncodedContent(sent.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
            if (secret is not null)
                request.Headers.Authorization = ServiceVisitor.Basic(ProviderCity.Journal, secret);
            return await ServiceVisitor.SendAsync(request);
        }
    }

    [Fact(DisplayName = "RFC 6749 3.2: tokens are asked for by POST with a form")]
    public async Task Forms()
    {
        using var get = new HttpRequestMessage(HttpMethod.Get, new Uri(city.Product.Cabinet, "/connect/token?grant_type=authorization_code"));
        var told = await ServiceVisitor.SendAsync(get);
        (told.Status, told.Error).ShouldBe((HttpStatusCode.MethodNotAllowed, "invalid_request"));
        using var json = new HttpRequestMessage(HttpMethod.Post, new Uri(city.Product.Cabinet, "/connect/token")) { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json") };
        (await ServiceVisitor.SendAsync(json)).Error.ShouldBe("invalid_request");
    }

    [Fact(DisplayName = "RFC 9700 4.14.2, OIDCC 12.2: a refresh token is good once, and whoever comes with a used one ends the family; what stays the same stays")]
    public async Task Refresh()
    {
        var teacher = await city.TeacherAsync();
        var first = await teacher.SignInAsync(ProviderCity.Journal);
        (await teacher.RefreshAsync(ProviderCity.Twin, first["refresh_token"]!)).Error.ShouldBe("invalid_grant");
        (await teacher.RefreshAsync(ProviderCity.Journal, first["refresh_token"]!, ("scope", "openid profile mesh.roles"))).Error.ShouldBe("invalid_scope");
        var second = await teacher.RefreshAsync(ProviderCity.Journal, first["refresh_token"]!);
        second.Status.ShouldBe(HttpStatusCode.OK);
        foreach (var claim in new[] { "iss", "sub", "aud", "auth_time", "sid" })
            second.IdToken.GetPayloadValue<object>(claim).ToString().ShouldBe(first.IdToken.GetPayloadValue<object>(claim).ToString());
        (await teacher.RefreshAsync(ProviderCity.Journal, first["refresh_token"]!)).Error.ShouldBe("invalid_grant");
        (await teacher.RefreshAsync(ProviderCity.Journal, second["refresh_token"]!)).Error.ShouldBe("invalid_grant");
        (await teacher.UserInfoAsync(second["access_token"])).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact(DisplayName = "RFC 9700 4.14.2: of many who refresh by one token at once there are never two families")]
    public async Task Refreshed_at_once()
    {
        var teacher = await city.TeacherAsync();
        var token = (await teacher.SignInAsync(ProviderCity.Journal))["refresh_token"]!;
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => teacher.RefreshAsync(ProviderCity.Journal, token)));
        all.Count(told => told.Status is HttpStatusCode.OK).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact(DisplayName = "OIDCC 11, D21: a refresh token ends with its session, an offline one does not")]
    public async Task Sessions()
    {
        var aftermath = new Doubles.Aftermath(city.Product);
        var person = city.Stranger();
        await person.Browser.SignInAsync("orlova_mv", "Direktor_77");
        var (bound, offline) = (await person.SignInAsync(ProviderCity.Plain), await person.SignInAsync(ProviderCity.Journal, ("scope", "openid profile offline_access")));
        await aftermath.EndSessionsOfAsync("3f2a9c10-0000-4000-8000-000000000005");
        (await person.RefreshAsync(ProviderCity.Plain, bound["refresh_token"]!)).Error.ShouldBe("invalid_grant");
        (await person.UserInfoAsync(bound["access_token"])).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var refreshed = await person.RefreshAsync(ProviderCity.Journal, offline["refresh_token"]!);
        refreshed.Status.ShouldBe(HttpStatusCode.OK);
        (await person.UserInfoAsync(refreshed["access_token"]))["sub"].ShouldBe(offline.IdToken.Subject);
    }

    [Fact(DisplayName = "RFC 7009 2.1: revocation is for the client's own tokens, and takes what came of them")]
    public async Task Revoked()
    {
        var teacher = await city.TeacherAsync();
        var told = await teacher.SignInAsync(ProviderCity.Journal);
        await teacher.PostAsync("/connect/revoke", ProviderCity.Twin, ("token", told["refresh_token"]));
        (await teacher.UserInfoAsync(told["access_token"])).Status.ShouldBe(HttpStatusCode.OK);
        (await teacher.PostAsync("/connect/revoke", null, ("token", told["refresh_token"]))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await teacher.PostAsync("/connect/revoke", ProviderCity.Journal, ("token", told["refresh_token"]))).Status.ShouldBe(HttpStatusCode.OK);
        (await teacher.RefreshAsync(ProviderCity.Journal, told["refresh_token"]!)).Error.ShouldBe("invalid_grant");
        (await teacher.UserInfoAsync(told["access_token"])).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
