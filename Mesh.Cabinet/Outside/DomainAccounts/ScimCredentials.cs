using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>How the product shows a SCIM directory who it is: a fixed bearer token, HTTP basic, or a token that it gets for its own credentials.</summary>
internal sealed class ScimCredentials(IOptions<DomainAccountsOptions> options, ScimToken token) : DelegatingHandler
{
    private readonly ScimOptions settings = options.Value.Scim;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (settings.TokenAddress.Length == 0)
        {
            request.Headers.Authorization = settings.User.Length > 0
                ? Basic(settings.User, settings.Password)
                : new AuthenticationHeaderValue("Bearer", settings.Token);
            return await base.SendAsync(request, cancellationToken);
        }

        var first = await token.GetAsync(AskAsync, refused: null, cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", first);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode is not HttpStatusCode.Unauthorized)
            return response;

        // It was taken back before its time.
        response.Dispose();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token.GetAsync(AskAsync, refused: first, cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }

    // RFC 6749 §4.4.2, with §2.3.1: both parts are encoded before they are joined.
    private async Task<(string Token, TimeSpan Lives)> AskAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.TokenAddress);
        request.Headers.Authorization = Basic(Uri.EscapeDataString(settings.ClientId), Uri.EscapeDataString(settings.ClientSecret));
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = "client_credentials" };
        if (settings.Scope.Length > 0)
            form["scope"] = settings.Scope;
        request.Content = new FormUrlEncodedContent(form);
        using var response = await base.SendAsync(request, cancellation);
        if (!response.IsSuccessStatusCode)
            throw new ScimAwayException($"no token: status {(int)response.StatusCode}");
        var answer = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsByteArrayAsync(cancellation));
        return (ScimJson.TextOf(answer, "access_token") ?? throw new ScimAwayException("no token in the answer"),
            TimeSpan.FromSeconds(ScimJson.NumberOf(answer, "expires_in") ?? 0));
    }

    private static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
}

/// <summary>The token that all requests share until it is about to end.</summary>
internal sealed class ScimToken(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim one = new(1);
    private (string Token, DateTimeOffset Until)? held;

    /// <param name="refused">A token that the directory takes no longer.</param>
    public async Task<string> GetAsync(Func<CancellationToken, Task<(string Token, TimeSpan Lives)>> ask, string? refused, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            if (held is { } kept && kept.Token != refused && kept.Until > time.GetUtcNow())
                return kept.Token;
            var (token, lives) = await ask(cancellation);
            held = (token, time.GetUtcNow() + lives - Margin);
            return token;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();
}
