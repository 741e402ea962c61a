namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>Active Directory over LDAPS: settings under <c>DomainAccounts:Ldap</c>.</summary>
public sealed record LdapOptions
{
    private const string Key = "DomainAccounts:Ldap:";
    private const int DefaultPort = 636;

    /// <summary>One domain controller, such as <c>ldaps://dc1.example.ru</c>: a name that its certificate bears.</summary>
    public string Address { get; init; } = "";

    /// <summary>A folder of PEM files with the certificate authorities that may vouch for the controller; no other is believed.</summary>
    public string CertificateFolder { get; init; } = "";

    /// <summary>The service account, as <c>name@domain</c> or a distinguished name.</summary>
    public string BindName { get; init; } = "";

    public string BindPassword { get; init; } = "";

    /// <summary>The unit in which accounts are made, such as <c>OU=People,DC=example,DC=ru</c>.</summary>
    public string People { get; init; } = "";

    /// <summary>A unit for each school below <see cref="People"/>, named by the school's id, instead of one for all.</summary>
    public bool UnitBySchool { get; init; }

    /// <summary>What follows the login and the @ in a userPrincipalName.</summary>
    public string UpnSuffix { get; init; } = "";

    /// <summary>The group whose members each Wi-Fi network lets in.</summary>
    public IReadOnlyList<NetworkGroup> Groups { get; init; } = [];

    /// <summary>How long one operation may take, with all its requests.</summary>
    public TimeSpan Timeout { get; init; } = OutsideFeature.Patience;

    /// <summary>How many operations are under way at once, each on a connection of its own.</summary>
    public int Connections { get; init; } = 8;

    internal string Host => new Uri(Address).DnsSafeHost;

    internal int Port => new Uri(Address) is { Port: > 0 and var port } ? port : DefaultPort;

    /// <summary>The naming context of the domain: a login is unique in all of it.</summary>
    internal string Domain => People[People.IndexOf("DC=", StringComparison.OrdinalIgnoreCase)..];

    /// <summary>Every fault of these settings, each with the full key.</summary>
    /// <param name="networks">The Wi-Fi networks that accounts are let into.</param>
    public IEnumerable<string> Faults(IEnumerable<string> networks)
    {
        if (OperatingSystem.IsWindows())
            yield return "DomainAccounts:Kind must not be Ldap on Windows";
        if (!Uri.TryCreate(Address, UriKind.Absolute, out var address) || address.Scheme != "ldaps" || address.PathAndQuery.Length > 1)
            yield return $"{Key}Address must be ldaps://host or ldaps://host:port";
        if (!LdapTrust.HasCertificates(CertificateFolder))
            yield return $"{Key}CertificateFolder must be a folder with certificates in PEM files";
        if (string.IsNullOrWhiteSpace(BindName))
            yield return $"{Key}BindName is required";
        // A bind without a password succeeds as nobody (RFC 4513 §5.1.2).
        if (BindPassword.Length == 0)
            yield return $"{Key}BindPassword is required";
        if (!People.Contains("DC=", StringComparison.OrdinalIgnoreCase))
            yield return $"{Key}People must be a distinguished name such as OU=People,DC=example,DC=ru";
        if (UpnSuffix.Length == 0 || UpnSuffix.Contains('@', StringComparison.Ordinal) || UpnSuffix.Any(char.IsWhiteSpace))
            yield return $"{Key}UpnSuffix must be a domain such as example.ru";
        foreach (var (place, group) in Groups.Index().Where(entry => !entry.Item.Dn.Contains('=', StringComparison.Ordinal)))
            yield return $"{Key}Groups:{place}:Dn must be the distinguished name of the group of {group.Network}";
        foreach (var network in networks.Where(network => Groups.All(group => group.Network != network)))
            yield return $"{Key}Groups must name the group of the network {network}";
        if (Timeout <= TimeSpan.Zero)
            yield return $"{Key}Timeout must be longer than nothing";
        if (Connections < 1)
            yield return $"{Key}Connections must be at least 1";
    }
}

/// <summary>The group of a Wi-Fi network.</summary>
/// <param name="Dn">The distinguished name of the group.</param>
public sealed record NetworkGroup(string Network, string Dn);
