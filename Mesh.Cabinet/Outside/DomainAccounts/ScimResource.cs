using System.Globalization;
using System.Text.Json;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>A user as a directory shows it (RFC 7643 §4.1): our account's id is <c>externalId</c>, Wi-Fi networks are entitlements or groups.</summary>
internal sealed class ScimResource(JsonElement user)
{
    public const string Schema = "urn:ietf:params:scim:schemas:core:2.0:User";

    /// <summary>Whose account it is; for a teacher the mark by which Teams knows who may teach (D10).</summary>
    public const string TypeAttribute = "userType";
    public const string Wifi = "wifi:";

    public string? Id => ScimJson.TextOf(user, "id");

    public string Path => $"Users/{Uri.EscapeDataString(Id!)}";

    public string? UserName => ScimJson.TextOf(user, "userName");

    /// <summary>Null if the object is not ours.</summary>
    public Guid? ExternalId => Guid.TryParse(ScimJson.TextOf(user, "externalId"), CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>Whoever says nothing lets the account in.</summary>
    public bool IsActive => ScimJson.FlagOf(user, "active") ?? true;

    public IReadOnlyList<string> Emails => [.. ScimJson.ListOf(user, "emails").Select(ScimJson.ValueOf).OfType<string>()];

    public IReadOnlyList<JsonElement> Entitlements => ScimJson.ListOf(user, "entitlements");

    public IReadOnlyList<string> EntitledNetworks =>
        [.. Entitlements.Select(ScimJson.ValueOf).OfType<string>().Where(IsWifi).Select(value => value[Wifi.Length..])];

    /// <summary>Ids of the groups that it is in; null where the directory does not show them with the user.</summary>
    public IReadOnlyList<string>? Groups =>
        ScimJson.Find(user, "groups") is null ? null : [.. ScimJson.ListOf(user, "groups").Select(ScimJson.ValueOf).OfType<string>()];

    /// <summary>The text at a path such as <c>name.familyName</c>.</summary>
    public string? TextAt(string path)
    {
        var parts = path.Split('.');
        return parts is [var whole, var part]
            ? ScimJson.Find(user, whole) is { } complex ? ScimJson.TextOf(complex, part) : null
            : ScimJson.TextOf(user, path);
    }

    public bool IsNamed(string login) => string.Equals(UserName, login, StringComparison.OrdinalIgnoreCase);

    public static bool IsWifi(string value) => value.StartsWith(Wifi, StringComparison.OrdinalIgnoreCase);

    public FindOutcome.Found Read(IReadOnlyList<string> networks) => new(
        ExternalId, UserName ?? "", IsActive,
        Enum.TryParse<DomainAccountKind>(ScimJson.TextOf(user, TypeAttribute), ignoreCase: true, out var kind) ? kind : null,
        Emails.Count > 0 ? Emails[0] : null, networks, PasswordSetAt: null);
}
