using System.Net;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>RFC 9126: requests that a client pushes before it sends the person.</summary>
[Collection(ProviderCity.Name)]
public sealed class PushedTests(ProviderCity city)
{
    private static readonly (string, string?)[] Nothing =
        [("redirect_uri", null), ("response_type", null), ("scope", null), ("state", null), ("nonce", null), ("code_challenge", null), ("code_challenge_method", null)];

    [Fact(DisplayName = "RFC 9126 2.2, 4, 7.3: a pushed request is good until it is completed, however often its page is loaded, and never after")]
    public async Task Completed_once()
    {
        var stranger = city.Stranger();
        var pushed = await stranger.PushAsync(ProviderCity.Pushed);
        (pushed.Status, pushed.Headers.CacheControl?.NoStore).ShouldBe((HttpStatusCode.Created, true));
        for (var loads = 0; loads < 3; loads++)
            (await OpenAsync(stranger, ProviderCity.Pushed, pushed["request_uri"])).Location!.ToString().ShouldStartWith("/?returnUrl=");
        await stranger.Browser.SignInAsync("petrova_anna", "Shkola-2026");
        var answer = await OpenAsync(stranger, ProviderCity.Pushed, pushed["request_uri"]);
        (answer["code"] is not null, answer["state"]).ShouldBe((true, "the state"));
        (await OpenAsync(stranger, ProviderCity.Pushed, pushed["request_uri"]))["code"].ShouldBeNull();
    }

    [Fact(DisplayName = "RFC 9126 2.3, 5: a request is the client's own, and pushed where that is wanted")]
    public async Task Own()
    {
        var teacher = await city.TeacherAsync();
        (await teacher.AuthorizeAsync(ProviderCity.Pushed))["error"].ShouldBe("invalid_request");
        var pushed = (await teacher.PushAsync(ProviderCity.Pushed))["request_uri"];
        (await OpenAsync(teacher, ProviderCity.Journal, pushed))["code"].ShouldBeNull();
        (await teacher.AuthorizeAsync(ProviderCity.Pushed, ("request_uri", "urn:ietf:params:oauth:request_uri:unknown")))["error"].ShouldBe("invalid_request_uri");
        (await teacher.PushAsync(ProviderCity.Journal)).Status.ShouldBe(HttpStatusCode.Created, "whoever need not may");
    }

    [Theory(DisplayName = "RFC 9126 2.1, 2.3: what would be refused at the door is refused when it is pushed")]
    [InlineData("redirect_uri", "http://evil.example/", "invalid_request")]
    [InlineData("scope", "openid mesh.roles", "invalid_scope")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("request_uri", "urn:ietf:params:oauth:request_uri:one", "invalid_request")]
    [InlineData("max_age", "abc", "invalid_request")]
    [InlineData("registration", "{}", "registration_not_supported")]
    public async Task Refused(string parameter, string value, string error)
    {
        var told = await city.Stranger().PushAsync(ProviderCity.Pushed, (parameter, value));
        (told.Status, told.Error).ShouldBe((HttpStatusCode.BadRequest, error));
    }

    [Fact(DisplayName = "RFC 9126 2.1: strangers push nothing, and nothing is pushed by GET")]
    public async Task Strangers()
    {
        var stranger = city.Stranger();
        (await stranger.PostAsync("/connect/par", null, ("client_id", ProviderCity.Pushed), ("response_type", "code"), ("redirect_uri", ProviderCity.Callback))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await stranger.GetAsync("/connect/par", null)).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    private static Task<Authorized> OpenAsync(ServiceVisitor visitor, string client, string? requestUri) => visitor.AuthorizeAsync(client, [.. Nothing, ("request_uri", requestUri)]);
}
