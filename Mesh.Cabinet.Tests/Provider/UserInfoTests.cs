using System.Net;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>What services are told: userinfo, introspection, pairwise names, the discovery document.</summary>
[Collection(ProviderCity.Name)]
public sealed class UserInfoTests(ProviderCity city)
{
    [Fact(DisplayName = "OIDCC 5.3, 5.4: a service is told what its scopes say, from the records as they are, and never the СНИЛС")]
    public async Task Claims()
    {
        var teacher = await city.TeacherAsync();
        var told = await teacher.SignInAsync(ProviderCity.Journal, ("scope", "openid profile mesh.roles mesh.login mesh.contacts mesh.children"));
        var info = await teacher.UserInfoAsync(told["access_token"]);
        (info["name"], info["family_name"], info["given_name"], info["middle_name"]).ShouldBe(("Петрова Анна Сергеевна", "Петрова", "Анна", "Сергеевна"));
        var role = info.Json.GetProperty("mesh_roles")[0];
        role.GetProperty("role").GetString().ShouldBe("teacher");
        var school = role.GetProperty("school");
        (school.GetProperty("id").GetString(), school.GetProperty("name").GetString(), school.GetProperty("district").GetString(), school.GetProperty("private").GetBoolean())
            .ShouldBe(("school-9101", "Школа № 9101", "Западный административный округ", false));
        role.GetProperty("classes").EnumerateArray().Select(one => one.GetProperty("title").GetString()).ShouldBe(["7-А", "9-А"]);
        role.GetProperty("grades").EnumerateArray().Select(one => one.GetString()).ShouldBe(["7", "9"]);
        (role.GetProperty("position").GetString(), role.TryGetProperty("until", out _)).ShouldBe(("Учитель математики", false));
        info.Json.TryGetProperty("mesh_children", out _).ShouldBeFalse("who is no parent has none");
        info.Json.ToString().ShouldNotContain("112-233", Case.Insensitive);
        (await teacher.UserInfoAsync((await teacher.SignInAsync(ProviderCity.Journal, ("scope", "openid")))["access_token"])).Json.EnumerateObject().Select(claim => claim.Name).ShouldBe(["sub"]);
    }

    [Fact(DisplayName = "OIDCC 8.1: services know a person by names of their own, those of a sector by one; a child by the name that it has there itself")]
    public async Task Pairwise()
    {
        var (teacher, parent) = (await city.TeacherAsync(), await city.ParentAsync());
        var (one, other, plain) = (await teacher.SignInAsync(ProviderCity.Twin), await teacher.SignInAsync(ProviderCity.OtherTwin), await teacher.SignInAsync(ProviderCity.Plain));
        one.IdToken.Subject.ShouldBe(other.IdToken.Subject);
        one.IdToken.Subject.ShouldNotBe(plain.IdToken.Subject);
        one.IdToken.GetPayloadValue<string>("sid").ShouldNotBe(other.IdToken.GetPayloadValue<string>("sid"), "sessions are not compared even so");
        (await parent.SignInAsync(ProviderCity.Plain)).IdToken.Subject.ShouldNotBe(plain.IdToken.Subject);
        (await teacher.UserInfoAsync(plain["access_token"]))["sub"].ShouldBe(plain.IdToken.Subject, "OIDCC 5.3.2");
        (await teacher.PostAsync("/connect/introspect", ProviderCity.Plain, ("token", plain["access_token"])))["sub"].ShouldBe(plain.IdToken.Subject);
        (await teacher.SignInAsync(ProviderCity.Plain)).IdToken.Subject.ShouldBe(plain.IdToken.Subject);
    }

    [Fact(DisplayName = "RFC 6750 3.1, RFC 9700 4.3.2: userinfo is for an access token in the header or the form, and for nothing else")]
    public async Task Bearers()
    {
        var teacher = await city.TeacherAsync();
        var told = await teacher.SignInAsync(ProviderCity.Plain);
        var none = await teacher.UserInfoAsync(null);
        (none.Status, none.Headers.WwwAuthenticate.ToString()).ShouldBe((HttpStatusCode.Unauthorized, "Bearer realm=\"mesh\""));
        foreach (var wrong in new[] { "rubbish", told["id_token"], told["refresh_token"] })
        {
            var refused = await teacher.UserInfoAsync(wrong);
            (refused.Status, refused.Headers.WwwAuthenticate.ToString().Contains("error=\"invalid_token\"", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Unauthorized, true));
        }

        (await teacher.GetAsync($"/connect/userinfo?access_token={told["access_token"]}", null)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await teacher.PostAsync("/connect/userinfo", null, ("access_token", told["access_token"])))["sub"].ShouldBe(told.IdToken.Subject);
        (await teacher.UserInfoAsync((await teacher.SignInAsync(ProviderCity.Plain, ("scope", "profile")))["access_token"])).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact(DisplayName = "RFC 7662 2.1, 2.2: a token is told of to the client that it was given to, and to nobody else")]
    public async Task Introspected()
    {
        var teacher = await city.TeacherAsync();
        var token = (await teacher.SignInAsync(ProviderCity.Plain))["access_token"];
        (await teacher.PostAsync("/connect/introspect", null, ("token", token))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await teacher.PostAsync("/connect/introspect", ProviderCity.Twin, ("token", token))).Json.EnumerateObject().Select(claim => claim.Name).ShouldBe(["active"]);
        (await teacher.PostAsync("/connect/introspect", ProviderCity.Plain, ("token", "rubbish")))["active"].ShouldBe("False");
        var own = await teacher.PostAsync("/connect/introspect", ProviderCity.Plain, ("token", token));
        (own["active"], own["client_id"], own["scope"]).ShouldBe(("True", ProviderCity.Plain, "openid profile"));
        own.Json.EnumerateObject().Select(claim => claim.Name).Except(["active", "iss", "sub", "aud", "scope", "token_type", "token_usage", "client_id", "iat", "nbf", "exp"]).ShouldBeEmpty();
    }

    [Fact(DisplayName = "OIDCD 3, 4.3, BCL 2.1: the discovery document says what works, at the addresses that people use")]
    public async Task Discovery()
    {
        var stranger = city.Stranger();
        var document = await stranger.GetAsync("/.well-known/openid-configuration", null);
        document["issuer"].ShouldBe(stranger.Issuer);
        foreach (var (name, path) in new[] { ("authorization_endpoint", "authorize"), ("token_endpoint", "token"), ("userinfo_endpoint", "userinfo"), ("end_session_endpoint", "logout"), ("pushed_authorization_request_endpoint", "par"), ("introspection_endpoint", "introspect"), ("revocation_endpoint", "revoke"), ("jwks_uri", "jwks") })
            document[name].ShouldBe($"{stranger.Issuer}connect/{path}");
        Listed("response_types_supported").ShouldBe(["code"]);
        Listed("response_modes_supported").ShouldBe(["query"]);
        Listed("subject_types_supported").ShouldBe(["pairwise"]);
        Listed("code_challenge_methods_supported").ShouldBe(["S256"]);
        Listed("id_token_signing_alg_values_supported").ShouldBe(["RS256"]);
        Listed("token_endpoint_auth_methods_supported").Order(StringComparer.Ordinal).ShouldBe(["client_secret_basic", "client_secret_post", "private_key_jwt"]);
        foreach (var (name, value) in new[] { ("claims_parameter_supported", "False"), ("request_parameter_supported", "False"), ("request_uri_parameter_supported", "False"), ("backchannel_logout_supported", "True"), ("backchannel_logout_session_supported", "True"), ("authorization_response_iss_parameter_supported", "True") })
            document[name].ShouldBe(value, name);

        IEnumerable<string?> Listed(string name) => document.Json.GetProperty(name).EnumerateArray().Select(value => value.GetString());
    }
}
