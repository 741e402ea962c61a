using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>What a directory answered.</summary>
/// <param name="Body">Undefined if there was none.</param>
internal sealed partial record ScimAnswer(HttpStatusCode Status, JsonElement Body)
{
    private const string ErrorSchema = "urn:ietf:params:scim:api:messages:2.0:Error";
    private const int LongestDetail = 200;
    private const int ShortestSecret = 3;

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public string? ScimType => ScimJson.TextOf(Body, "scimType");

    /// <summary>
    /// Whether it says nothing of the object that was spoken of: a gateway's word, a refused client, too many requests. An error in the
    /// directory's own words (RFC 7644 §3.12) is about the object.
    /// </summary>
    public bool IsAway => !IsSuccess && ((int)Status < 400 || Status is HttpStatusCode.Unauthorized or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout || ((int)Status >= 500 && !IsError));

    private bool IsError => ScimJson.ListOf(Body, "schemas").Any(schema => schema.ValueKind is JsonValueKind.String && string.Equals(schema.GetString(), ErrorSchema, StringComparison.OrdinalIgnoreCase));

    /// <summary>The detail without anything of the person: it may repeat what was sent.</summary>
    public string Detail(JsonNode? sent)
    {
        var detail = ScimJson.TextOf(Body, "detail") ?? "";
        foreach (var value in Texts(sent).Where(text => text.Length >= ShortestSecret).OrderByDescending(text => text.Length))
            detail = detail.Replace(value, "***", StringComparison.OrdinalIgnoreCase);
        detail = Personal().Replace(detail, "***");
        return string.Concat(detail.Take(LongestDetail).Select(sign => char.IsControl(sign) ? ' ' : sign));
    }

    // The words of the protocol itself say nothing of anybody.
    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject operation when operation.ContainsKey("op") => Texts(operation["value"]),
        JsonObject some => some.Where(pair => pair.Key is not ("schemas" or "userType" or "type")).SelectMany(pair => Texts(pair.Value)),
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.GetValueKind() is JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };

    [GeneratedRegex(@"\S+@\S+|\d{6,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Personal();
}

/// <summary>The directory is away, or answered something that tells nothing about the account.</summary>
internal sealed class ScimAwayException(string reason) : Exception(reason);

/// <summary>The object is there no longer.</summary>
internal sealed class ScimGoneException() : Exception("The object has gone.");
