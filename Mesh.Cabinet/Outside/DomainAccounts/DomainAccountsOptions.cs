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
        "Scim" => Scim.Faults(isDevelopment),
        _ => Scim.Faults(isDevelopment).Prepend($"DomainAccounts:Kind must be Scim or Ldap, not {Kind}"),
    };
}

/// <summary>A SCIM 2.0 service provider (RFC 7644).</summary>
public sealed record ScimOptions
{
    /// <summary>The base address, such as <c>https://directory.example/scim/v2</c>.</summary>
    public string Address { get; init; } = "";

    /// <summary>The bearer token (RFC 6750).</summary>
    public string Token { get; init; } = "";

    internal IEnumerable<string> Faults(bool isDevelopment)
    {
        if (!Uri.TryCreate(Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            yield return "DomainAccounts:Scim:Address must be an absolute http(s) address";
        // Passwords travel in the create: never in clear over a network.
        else if (address.Scheme != "https" && !address.IsLoopback)
            yield return "DomainAccounts:Scim:Address must be https unless it is this machine's own";
        if (string.IsNullOrWhiteSpace(Token) && !isDevelopment)
            yield return "DomainAccounts:Scim:Token is required";
    }
}
