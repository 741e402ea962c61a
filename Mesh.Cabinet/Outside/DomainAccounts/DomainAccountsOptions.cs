namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>Settings under <c>DomainAccounts</c>.</summary>
public sealed record DomainAccountsOptions
{
    /// <summary>By which protocol the directory is spoken to.</summary>
    public string Kind { get; init; } = "Scim";

    public ScimOptions Scim { get; init; } = new();

    public LdapOptions Ldap { get; init; } = new();

    /// <summary>Every fault of these settings, each with the full key.</summary>
    /// <param name="networks">The Wi-Fi networks that accounts are let into.</param>
    public IEnumerable<string> Faults(bool isDevelopment, IEnumerable<string> networks) => Kind switch
    {
        "Ldap" => Ldap.Faults(networks),
        "Scim" => Scim.Faults(isDevelopment, networks),
        _ => Scim.Faults(isDevelopment, networks).Prepend($"DomainAccounts:Kind must be Scim or Ldap, not {Kind}"),
    };
}
