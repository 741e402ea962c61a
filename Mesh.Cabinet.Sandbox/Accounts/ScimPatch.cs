using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mesh.Cabinet.Sandbox.Accounts;

/// <summary>Applies the operations of a PATCH (RFC 7644 §3.5.2) to an account.</summary>
internal static partial class ScimPatch
{
    private const string Schema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private const string UserPrefix = ScimUser.Schema + ":";

    /// <returns>The changed account and the new password, if one was given.</returns>
    public static (ScimUser User, string? Password) Apply(ScimUser user, JsonElement body)
    {
        ScimReader.RequireObject(body, "The request");
        if (ScimReader.Find(body, "schemas") is not { ValueKind: JsonValueKind.Array } schemas
            || !schemas.EnumerateArray().Any(schema => schema.ValueKind is JsonValueKind.String && schema.GetString() == Schema))
            throw ScimFault.InvalidSyntax($"schemas: must hold {Schema}.");
        if (ScimReader.Find(body, "Operations") is not { ValueKind: JsonValueKind.Array } operations || operations.GetArrayLength() == 0)
            throw ScimFault.InvalidSyntax("Operations: must be a list with at least one operation.");

        (ScimUser User, string? Password) changed = (user, null);
        foreach (var operation in operations.EnumerateArray())
        {
            ScimReader.RequireObject(operation, "An operation");
            changed = ApplyOne(changed, operation);
        }

        return changed;
    }

    private static (ScimUser User, string? Password) ApplyOne((ScimUser User, string? Password) before, JsonElement operation)
    {
        var kind = ScimReader.Find(operation, "op") is { } op ? ScimReader.Text(op, "op")?.ToUpperInvariant() : null;
        var path = ScimReader.Find(operation, "path") is { } given ? ScimReader.Text(given, "path") : null;
        var value = ScimReader.Find(operation, "value");
        switch (kind)
        {
            case "ADD" or "REPLACE" when value is null:
                throw ScimFault.InvalidValue($"{kind.ToLowerInvariant()}: needs a value.");
            case "ADD" or "REPLACE" when path is null:
                ScimReader.RequireObject(value!.Value, "value");
                return value.Value.EnumerateObject().Aggregate(before, (changed, attribute) => Put(changed, attribute.Name, attribute.Value, kind == "ADD"));
            case "ADD" or "REPLACE":
                return Put(before, path!, value!.Value, kind == "ADD");
            case "REMOVE" when path is null:
                throw ScimFault.NoTarget("remove: needs a path.");
            case "REMOVE":
                return (Remove(before.User, Parse(path!)), before.Password);
            default:
                throw ScimFault.InvalidSyntax("op: must be add, replace or remove.");
        }
    }

    private static (ScimUser User, string? Password) Put((ScimUser User, string? Password) before, string path, JsonElement value, bool adds)
    {
        var target = Parse(path);
        var user = before.User;
        if (target is { Attribute: "PASSWORD", Part: null })
            return (user, ScimReader.Text(value, "password") ?? throw ScimFault.InvalidValue("password: must be a string."));

        var changed = target switch
        {
            { Attribute: "NAME", Part: { } part } => ScimReader.NamePart(user.Name ?? new ScimName(null, null, null, null), part, ScimReader.Text(value, part)) is { } name ? user with { Name = name } : null,
            { Attribute: "EMAILS", Filter: { } filter } => user with { Emails = PutMatching(user.Emails, filter, value, path) },
            { Attribute: "ENTITLEMENTS", Filter: { } filter } => user with { Entitlements = PutMatching(user.Entitlements, filter, value, path) },
            { Attribute: "EMAILS", Part: null } when adds => user with { Emails = Merge(user.Emails, ScimReader.Values(value, path)) },
            { Attribute: "ENTITLEMENTS", Part: null } when adds => user with { Entitlements = Merge(user.Entitlements, ScimReader.Values(value, path)) },
            { Part: null, Filter: null } => ScimReader.With(user, target.Attribute, value),
            _ => null,
        };
        return (changed ?? throw ScimFault.InvalidPath($"{path}: no such attribute."), before.Password);
    }

    private static ScimUser Remove(ScimUser user, Target target) => target switch
    {
        { Attribute: "USERNAME" or "ACTIVE" } => throw ScimFault.InvalidValue("userName and active cannot be removed."),
        { Attribute: "NAME", Part: { } part } when user.Name is { } name => user with { Name = ScimReader.NamePart(name, part, null) ?? name },
        { Attribute: "NAME" } => user with { Name = null },
        { Attribute: "DISPLAYNAME" } => user with { DisplayName = null },
        { Attribute: "EXTERNALID" } => user with { ExternalId = null },
        { Attribute: "USERTYPE" } => user with { UserType = null },
        { Attribute: "EMAILS" } => user with { Emails = [.. user.Emails.Where(email => !target.Selects(email))] },
        { Attribute: "ENTITLEMENTS" } => user with { Entitlements = [.. user.Entitlements.Where(right => !target.Selects(right))] },
        _ => throw ScimFault.InvalidPath($"{target.Attribute}: cannot be removed."),
    };

    private static ScimValue[] PutMatching(IReadOnlyList<ScimValue> values, ScimFilter filter, JsonElement value, string path)
    {
        var replacement = ScimReader.Values(value, path) is [var only] ? only : throw ScimFault.InvalidValue($"{path}: needs one value.");
        return values.Any(filter.Selects)
            ? [.. values.Select(old => filter.Selects(old) ? old with { Value = replacement.Value } : old)]
            : throw ScimFault.NoTarget($"{path}: selects nothing.");
    }

    // RFC 7644 §3.5.2.1: adding what is there already changes nothing.
    private static ScimValue[] Merge(IReadOnlyList<ScimValue> values, IReadOnlyList<ScimValue> added) =>
        [.. values, .. added.Where(value => values.All(old => old.Value != value.Value))];

    private static Target Parse(string path)
    {
        var bare = path.StartsWith(UserPrefix, StringComparison.OrdinalIgnoreCase) ? path[UserPrefix.Length..] : path;
        var match = Shape().Match(bare);
        if (!match.Success)
            throw ScimFault.InvalidPath($"{path}: is no path.");

        var filter = match.Groups["filter"] is { Success: true } text ? ScimFilter.Parse(text.Value) : null;
        return new Target(match.Groups["attribute"].Value.ToUpperInvariant(), match.Groups["part"] is { Success: true } part ? part.Value : null, filter);
    }

    [GeneratedRegex(@"^(?<attribute>[A-Za-z]+)(\[(?<filter>.+)\])?(\.(?<part>[A-Za-z]+))?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();

    private sealed record Target(string Attribute, string? Part, ScimFilter? Filter)
    {
        public bool Selects(ScimValue value) => Filter is null || Filter.Selects(value);
    }
}
