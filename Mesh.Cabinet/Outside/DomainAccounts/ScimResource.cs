using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>A user as SCIM writes it (RFC 7643 §4.1): our account's id is <c>externalId</c>, Wi-Fi networks are entitlements.</summary>
internal sealed class ScimResource(JsonElement user)
{
    private const string UserSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
    private const string PatchSchema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private const string Wifi = "wifi:";

    public string Path => $"Users/{Uri.EscapeDataString(TextOf(user, "id")!)}";

    /// <summary>Null if the object is not ours.</summary>
    public Guid? ExternalId => Guid.TryParse(TextOf(user, "externalId"), CultureInfo.InvariantCulture, out var id) ? id : null;

    public bool IsSame(JsonElement other) => TextOf(other, "id") == TextOf(user, "id");

    public FindOutcome.Found Read() => new(
        ExternalId,
        user.TryGetProperty("active", out var active) && active.ValueKind is JsonValueKind.True,
        Enum.TryParse<DomainAccountKind>(TextOf(user, "userType"), out var kind) ? kind : null,
        Values("emails").FirstOrDefault(),
        [.. Values("entitlements").Where(value => value.StartsWith(Wifi, StringComparison.Ordinal)).Select(value => value[Wifi.Length..])],
        PasswordSetAt: null);

    /// <summary>The whole user, for the create.</summary>
    public static JsonObject Of(DomainAccount account, TypedPassword password)
    {
        var described = Attributes(account);
        described["schemas"] = new JsonArray(UserSchema);
        described["userName"] = account.Login;
        described["externalId"] = account.Id.ToString();
        described["password"] = password.Reveal();
        return described;
    }

    /// <summary>All that may change in a life, but for the password.</summary>
    public static JsonObject Changes(DomainAccount account) => Patch([.. Attributes(account).Select(attribute => Replace(attribute.Key, attribute.Value?.DeepClone()))]);

    public static JsonObject Change(TypedPassword password) => Patch(Replace("password", password.Reveal()));

    public static string? TextOf(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value)
            && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static JsonObject Attributes(DomainAccount account) => new()
    {
        ["name"] = new JsonObject
        {
            ["familyName"] = account.Holder.FamilyName,
            ["givenName"] = account.Holder.GivenName,
            ["middleName"] = account.Holder.MiddleName,
        },
        ["displayName"] = account.Holder.DisplayName,
        ["userType"] = account.Kind.ToString(),
        ["active"] = account.IsEnabled,
        ["entitlements"] = new JsonArray([.. account.Networks.Select(network => new JsonObject { ["value"] = Wifi + network })]),
        ["emails"] = account.TeamsAddress is { } address
            ? new JsonArray(new JsonObject { ["value"] = address, ["type"] = "work", ["primary"] = true })
            : new JsonArray(),
    };

    private static JsonObject Patch(params JsonNode[] operations) => new() { ["schemas"] = new JsonArray(PatchSchema), ["Operations"] = new JsonArray(operations) };

    private static JsonObject Replace(string path, JsonNode? value) => new() { ["op"] = "replace", ["path"] = path, ["value"] = value };

    private IEnumerable<string> Values(string name) =>
        user.TryGetProperty(name, out var values) && values.ValueKind is JsonValueKind.Array
            ? values.EnumerateArray().Select(value => TextOf(value, "value")).OfType<string>()
            : [];
}
