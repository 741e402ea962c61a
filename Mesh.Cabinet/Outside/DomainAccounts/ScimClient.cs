using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>The requests of SCIM (RFC 7644 §3). Whatever was refused is written down, with status, scimType and detail.</summary>
internal sealed partial class ScimClient(HttpClient http, ILogger<ScimClient> logger)
{
    private const string MediaType = "application/scim+json";
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer, whether a success or a refusal of what was asked.</summary>
    /// <exception cref="ScimAwayException">It says nothing of what was asked.</exception>
    public async Task<ScimAnswer> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellation)
    {
        using var response = await AskAsync(method, path, body, cancellation);
        // As bytes: a proxy's page may name a charset that nobody knows.
        var answer = new ScimAnswer(response.StatusCode, Parse(await response.Content.ReadAsByteArrayAsync(cancellation), response.IsSuccessStatusCode));
        if (answer.IsSuccess)
            return answer;

        LogRefused(method.Method, path.Split('/', '?')[0], What(body), (int)answer.Status, answer.ScimType, answer.Detail(body));
        return answer.IsAway ? throw new ScimAwayException($"status {(int)answer.Status}") : answer;
    }

    // Servers close a kept connection in the very moment it is used again, after a fault above all: a look, which changes nothing, is repeated once.
    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellation)
    {
        try
        {
            return await AskOnceAsync(method, path, body, cancellation);
        }
        catch (HttpRequestException) when (method == HttpMethod.Get)
        {
            return await AskOnceAsync(method, path, body, cancellation);
        }
    }

    private async Task<HttpResponseMessage> AskOnceAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd(MediaType);
        request.Headers.Accept.ParseAdd("application/json;q=0.5");
        if (body is not null)
            request.Content = JsonContent.Create(body, new MediaTypeHeaderValue(MediaType));
        return await http.SendAsync(request, cancellation);
    }

    /// <summary>The resources that the filter selects: none only where the directory says that there are none.</summary>
    /// <returns>Null if the directory refuses this filter.</returns>
    /// <exception cref="ScimAwayException">The answer makes no sense.</exception>
    public async Task<IReadOnlyList<JsonElement>?> ListAsync(string endpoint, string filter, CancellationToken cancellation)
    {
        var answer = await SendAsync(HttpMethod.Get, $"{endpoint}filter={Uri.EscapeDataString(filter)}", null, cancellation);
        if (!answer.IsSuccess)
            return answer.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed ? throw new ScimAwayException($"{endpoint}: status {(int)answer.Status}") : null;
        if (ScimJson.NumberOf(answer.Body, "totalResults") is not { } total)
            throw new ScimAwayException("a list without totalResults");

        var resources = ScimJson.ListOf(answer.Body, "Resources");
        return (total, resources.Count) switch
        {
            (0, _) => [],
            (_, 0) => throw new ScimAwayException("a list that does not show what it counts"),
            _ when resources.Any(resource => ScimJson.TextOf(resource, "id") is null) => throw new ScimAwayException("a resource without id"),
            _ => resources,
        };
    }

    /// <summary>The user as it is now.</summary>
    /// <exception cref="ScimGoneException">There is none.</exception>
    /// <exception cref="ScimAwayException">The answer is not about this user: a gateway on the way does so.</exception>
    public async Task<ScimResource> ReadAsync(ScimResource user, CancellationToken cancellation)
    {
        var answer = await SendAsync(HttpMethod.Get, user.Path, null, cancellation);
        return answer.Status is HttpStatusCode.NotFound ? throw new ScimGoneException() : About(user, answer);
    }

    /// <summary>Changes a user; the answer shows it, if it shows anything.</summary>
    /// <exception cref="ScimGoneException">There is none.</exception>
    /// <exception cref="ScimAwayException">It says that all went well, and is not about this user.</exception>
    public async Task<(ScimAnswer Answer, ScimResource? Shown)> PatchAsync(ScimResource user, IEnumerable<ScimChange> changes, CancellationToken cancellation)
    {
        var answer = await SendAsync(HttpMethod.Patch, user.Path, ScimChange.Body(changes), cancellation);
        if (answer.Status is HttpStatusCode.NotFound)
            throw new ScimGoneException();
        return (answer, answer.IsSuccess && answer.Status is not HttpStatusCode.NoContent ? About(user, answer) : null);
    }

    public static string Quoted(string value) => JsonSerializer.Serialize(value, Plain);

    private static ScimResource About(ScimResource user, ScimAnswer answer) =>
        answer.IsSuccess && new ScimResource(answer.Body) is { Id: { } id } shown && id == user.Id ? shown : throw new ScimAwayException("an answer about something else");

    private static JsonElement Parse(byte[] body, bool mustBeRight)
    {
        try
        {
            return body.Length == 0 && mustBeRight ? default : JsonSerializer.Deserialize<JsonElement>(body);
        }
        catch (JsonException) when (!mustBeRight)
        {
            return default;
        }
    }

    // Names of attributes, never their values.
    private static string What(JsonObject? body) => string.Join(", ",
        body?["Operations"] is JsonArray operations ? operations.Select(operation => operation?["path"]?.ToString().Split('[')[0]) : (body ?? []).Select(pair => pair.Key));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The directory refused {Method} {Endpoint} ({What}) with status {Status}, scimType {ScimType}: {Detail}")]
    private partial void LogRefused(string method, string endpoint, string what, int status, string? scimType, string detail);
}
