using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>The requests of SCIM (RFC 7644 §3) and what their answers say.</summary>
internal sealed class ScimClient(HttpClient http)
{
    private const string MediaType = "application/scim+json";

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd(MediaType);
        if (body is not null)
            request.Content = JsonContent.Create(body, new MediaTypeHeaderValue(MediaType));
        return await http.SendAsync(request, cancellation);
    }

    /// <summary>The user of this login; null if the directory has none.</summary>
    /// <exception cref="ScimAnswerException">The directory answered otherwise.</exception>
    public async Task<ScimResource?> FindAsync(string login, CancellationToken cancellation)
    {
        using var found = await SendAsync(HttpMethod.Get, $"Users?filter={Uri.EscapeDataString($"userName eq \"{login}\"")}", null, cancellation);
        if (found.StatusCode is not HttpStatusCode.OK)
            throw new ScimAnswerException(found.StatusCode);

        var list = await ReadAsync(found, cancellation);
        if (list.ValueKind is not JsonValueKind.Object || !list.TryGetProperty("totalResults", out _))
            throw new ScimAnswerException(found.StatusCode);
        if (!list.TryGetProperty("Resources", out var resources) || resources.ValueKind is not JsonValueKind.Array || resources.GetArrayLength() == 0)
            return null;
        return ScimResource.TextOf(resources[0], "id") is null ? throw new ScimAnswerException(found.StatusCode) : new ScimResource(resources[0]);
    }

    /// <summary>Changes a user (RFC 7644 §3.5.2).</summary>
    /// <exception cref="ScimAnswerException">It says that all went well, and is not about this user: a gateway on the way does so.</exception>
    public async Task<HttpResponseMessage> PatchAsync(ScimResource user, JsonObject changes, CancellationToken cancellation)
    {
        var response = await SendAsync(HttpMethod.Patch, user.Path, changes, cancellation);
        try
        {
            if (response.StatusCode is HttpStatusCode.OK && !user.IsSame(await ReadAsync(response, cancellation)))
                throw new ScimAnswerException(response.StatusCode);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Whether an error is about the password (RFC 7644 §3.12, <c>invalidValue</c>).</summary>
    public static async Task<bool> SaysPasswordAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var error = await ReadAsync(response, cancellation);
        return ScimResource.TextOf(error, "scimType") == "invalidValue"
            && ScimResource.TextOf(error, "detail")?.Contains("password", StringComparison.OrdinalIgnoreCase) == true;
    }

    // As bytes: a proxy's page may name a charset that nobody knows.
    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellation) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsByteArrayAsync(cancellation));
}

/// <summary>The directory answered something that tells nothing about the account.</summary>
internal sealed class ScimAnswerException(HttpStatusCode status) : Exception($"The directory answered {(int)status}.")
{
    public HttpStatusCode Status { get; } = status;
}
