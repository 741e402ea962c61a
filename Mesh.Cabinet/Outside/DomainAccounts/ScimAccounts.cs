using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>The directory over SCIM 2.0 (RFC 7643, RFC 7644). The password is an attribute of the create (RFC 7643 §4.1.1).</summary>
internal sealed partial class ScimAccounts(HttpClient http, ILogger<ScimAccounts> logger) : IDomainAccounts
{
    private const string UserSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
    private const string PatchSchema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private const string MediaType = "application/scim+json";

    public async Task<CreateOutcome> CreateAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation)
    {
        try
        {
            using var response = await SendAsync(HttpMethod.Post, "Users", Describe(account, password), cancellation);
            return response.StatusCode switch
            {
                HttpStatusCode.Created => new CreateOutcome.Created(),
                HttpStatusCode.Conflict => await AdoptAsync(account, password, cancellation),
                HttpStatusCode.BadRequest when await SaysPasswordAsync(response, cancellation) => new CreateOutcome.PasswordRefused(),
                var status => Unavailable(status),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or InvalidOperationException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            LogNoAnswer(failure.GetType().Name);
            return new CreateOutcome.Unavailable();
        }
    }

    // The name is there already: ours from an earlier try whose answer was lost, or somebody else's (E36).
    private async Task<CreateOutcome> AdoptAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation)
    {
        using var found = await SendAsync(HttpMethod.Get, $"Users?filter={Uri.EscapeDataString($"userName eq \"{account.Login}\"")}", null, cancellation);
        if (found.StatusCode is not HttpStatusCode.OK)
            return Unavailable(found.StatusCode);

        // An answer that names no object says nothing about whose it is: to move on would leave a second account behind.
        if (FirstOf(await ReadAsync(found, cancellation)) is not { } user || Text(user, "id") is not { } id)
            return Unavailable(found.StatusCode);
        if (Text(user, "externalId") != account.Id.ToString())
            return new CreateOutcome.NameTaken();

        var patch = new JsonObject
        {
            ["schemas"] = new JsonArray(PatchSchema),
            ["Operations"] = new JsonArray(
                new JsonObject { ["op"] = "replace", ["path"] = "password", ["value"] = password.Reveal() },
                new JsonObject { ["op"] = "replace", ["path"] = "active", ["value"] = true }),
        };
        using var set = await SendAsync(HttpMethod.Patch, $"Users/{Uri.EscapeDataString(id)}", patch, cancellation);
        return set.StatusCode switch
        {
            HttpStatusCode.OK or HttpStatusCode.NoContent => new CreateOutcome.Created(),
            HttpStatusCode.BadRequest when await SaysPasswordAsync(set, cancellation) => new CreateOutcome.PasswordRefused(),
            var status => Unavailable(status),
        };
    }

    private static JsonObject Describe(DomainAccount account, TypedPassword password)
    {
        var user = new JsonObject
        {
            ["schemas"] = new JsonArray(UserSchema),
            ["externalId"] = account.Id.ToString(),
            ["userName"] = account.Login,
            ["name"] = new JsonObject
            {
                ["familyName"] = account.Holder.FamilyName,
                ["givenName"] = account.Holder.GivenName,
                ["middleName"] = account.Holder.MiddleName,
            },
            ["displayName"] = account.Holder.DisplayName,
            ["userType"] = account.Kind.ToString(),
            ["active"] = true,
            ["password"] = password.Reveal(),
            ["entitlements"] = new JsonArray([.. account.Networks.Select(network => new JsonObject { ["value"] = $"wifi:{network}" })]),
        };
        if (account.TeamsAddress is { } address)
            user["emails"] = new JsonArray(new JsonObject { ["value"] = address, ["type"] = "work", ["primary"] = true });
        return user;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd(MediaType);
        if (body is not null)
            request.Content = JsonContent.Create(body, new MediaTypeHeaderValue(MediaType));
        return await http.SendAsync(request, cancellation);
    }

    private static async Task<bool> SaysPasswordAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var error = await ReadAsync(response, cancellation);
        return Text(error, "scimType") == "invalidValue" && Text(error, "detail")?.Contains("password", StringComparison.OrdinalIgnoreCase) == true;
    }

    // As bytes: a proxy's page may name a charset that nobody knows.
    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellation) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsByteArrayAsync(cancellation));

    private static JsonElement? FirstOf(JsonElement list) =>
        list.ValueKind is JsonValueKind.Object && list.TryGetProperty("Resources", out var resources)
            && resources.ValueKind is JsonValueKind.Array && resources.GetArrayLength() > 0 ? resources[0] : null;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value)
            && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private CreateOutcome.Unavailable Unavailable(HttpStatusCode status)
    {
        LogStrangeAnswer((int)status);
        return new CreateOutcome.Unavailable();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The directory did not answer: {Failure}")]
    private partial void LogNoAnswer(string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The directory answered with status {Status}")]
    private partial void LogStrangeAnswer(int status);
}
