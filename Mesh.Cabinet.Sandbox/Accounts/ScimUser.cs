namespace Mesh.Cabinet.Sandbox.Accounts;

/// <summary>An account of the domain as the directory keeps it (RFC 7643 §4.1), without its password.</summary>
internal sealed record ScimUser
{
    public const string Schema = "urn:ietf:params:scim:schemas:core:2.0:User";

    public string UserName { get; init; } = "";

    public string? ExternalId { get; init; }

    public ScimName? Name { get; init; }

    public string? DisplayName { get; init; }

    /// <summary><c>Teacher</c>, <c>Staff</c> or <c>Student</c>.</summary>
    public string? UserType { get; init; }

    public bool Active { get; init; } = true;

    public IReadOnlyList<ScimValue> Emails { get; init; } = [];

    /// <summary>Rights such as <c>wifi:Study</c>.</summary>
    public IReadOnlyList<ScimValue> Entitlements { get; init; } = [];

    public bool HasEmail(string address) => Emails.Any(email => string.Equals(email.Value, address, StringComparison.OrdinalIgnoreCase));

    public bool IsEntitledTo(string right) => Entitlements.Any(entitlement => entitlement.Value == right);
}

/// <summary>The parts of a person's name.</summary>
internal sealed record ScimName(string? FamilyName, string? GivenName, string? MiddleName, string? Formatted);

/// <summary>One element of a multi-valued attribute (RFC 7643 §2.4).</summary>
internal sealed record ScimValue(string Value, string? Type = null, bool? Primary = null, string? Display = null);

/// <summary>An account together with what the directory itself knows of it.</summary>
internal sealed record ScimRecord(string Id, ScimUser User, string? PasswordHash, long Version, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt)
{
    public string ETag => $"W/\"{Version}\"";
}
