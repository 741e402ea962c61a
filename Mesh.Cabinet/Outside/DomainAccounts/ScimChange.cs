using System.Text.Json.Nodes;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>One operation of a PATCH (RFC 7644 §3.5.2), and how it is seen that a directory took it.</summary>
internal sealed record ScimChange(string Path, JsonObject Operation, Func<ScimResource, bool> IsTaken)
{
    public const string Schema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    public static ScimChange Active(bool isActive) => new("active", Operate("replace", "active", isActive), shown => shown.IsActive == isActive);

    // The password is shown to nobody.
    public static ScimChange Password(TypedPassword password) => new("password", Operate("replace", "password", password.Reveal()), _ => true);

    public static ScimChange ExternalId(Guid id) => new("externalId", Operate("add", "externalId", id.ToString()), shown => shown.ExternalId == id);

    public static JsonObject Body(params IEnumerable<ScimChange> changes) =>
        new() { ["schemas"] = new JsonArray(Schema), ["Operations"] = new JsonArray([.. changes.Select(change => (JsonNode)change.Operation.DeepClone())]) };

    /// <summary>What makes a user equal to the account, but for switch, name and password. Nothing is sent that is there already.</summary>
    /// <param name="entitles">Whether Wi-Fi goes by entitlements.</param>
    public static IReadOnlyList<ScimChange> Between(ScimResource found, DomainAccount account, bool entitles)
    {
        var address = account.AddressOf(found.UserName ?? account.Login, found.Emails.Count > 0 ? found.Emails[0] : null);
        var changes = new[]
        {
            Text(found, "name.familyName", account.Holder.FamilyName),
            Text(found, "name.givenName", account.Holder.GivenName),
            Text(found, "name.middleName", account.Holder.MiddleName),
            Text(found, "displayName", account.Holder.DisplayName),
            Text(found, "userType", account.Kind.ToString()),
            Many("emails", found.Emails.Count > 0, Email(address), shown => Same(shown.Emails, address is null ? [] : [address])),
            entitles ? Many("entitlements", found.Entitlements.Count > 0, Rights(found, account), shown => Same(shown.EntitledNetworks, account.Networks)) : null,
        };
        return [.. changes.OfType<ScimChange>().Where(change => !change.IsTaken(found))];
    }

    public static JsonArray Email(string? address) =>
        address is null ? [] : [new JsonObject { ["value"] = address, ["type"] = "work", ["primary"] = true }];

    public static JsonObject Right(string network) => new() { ["value"] = ScimResource.Wifi + network };

    // Rights of other systems stay.
    private static JsonArray Rights(ScimResource found, DomainAccount account) =>
    [
        .. found.Entitlements.Where(right => ScimJson.ValueOf(right) is not { } value || !ScimResource.IsWifi(value)).Select(right => JsonNode.Parse(right.GetRawText())),
        .. account.Networks.Select(Right),
    ];

    private static ScimChange Text(ScimResource found, string path, string? wanted)
    {
        var isThere = found.TextAt(path) is not null;
        var operation = string.IsNullOrEmpty(wanted) ? Operate("remove", path) : Operate(isThere ? "replace" : "add", path, wanted);
        return new ScimChange(path, operation, shown => (shown.TextAt(path) ?? "") == (wanted ?? ""));
    }

    private static ScimChange Many(string path, bool isThere, JsonArray wanted, Func<ScimResource, bool> isTaken) =>
        new(path, wanted.Count == 0 ? Operate("remove", path) : Operate(isThere ? "replace" : "add", path, wanted), isTaken);

    private static bool Same(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        one.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(other);

    private static JsonObject Operate(string op, string path, JsonNode? value = null)
    {
        var operation = new JsonObject { ["op"] = op, ["path"] = path };
        if (value is not null)
            operation["value"] = value;
        return operation;
    }
}
