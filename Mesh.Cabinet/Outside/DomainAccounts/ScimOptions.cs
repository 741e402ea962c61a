namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>A SCIM 2.0 service provider (RFC 7644): settings under <c>DomainAccounts:Scim</c>.</summary>
public sealed record ScimOptions
{
    /// <summary>Networks as <c>entitlements</c> of the user, «wifi:Study».</summary>
    public const string ByEntitlements = "Entitlements";

    /// <summary>Networks as groups whose members they let in.</summary>
    public const string ByGroups = "Groups";

    private const string Key = "DomainAccounts:Scim:";

    /// <summary>The base address, such as <c>https://directory.example/scim/v2</c>.</summary>
    public string Address { get; init; } = "";

    /// <summary>The bearer token (RFC 6750).</summary>
    public string Token { get; init; } = "";

    /// <summary>HTTP basic (RFC 7617) in place of a token.</summary>
    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>Where tokens are given for our own credentials (RFC 6749 §4.4), in place of a fixed one.</summary>
    public string TokenAddress { get; init; } = "";

    public string ClientId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    public string Scope { get; init; } = "";

    /// <summary>How Wi-Fi networks are written.</summary>
    public string Wifi { get; init; } = ByEntitlements;

    /// <summary>The <c>displayName</c> of the group of each network.</summary>
    public IReadOnlyList<ScimGroup> Groups { get; init; } = [];

    /// <summary>Every fault of these settings, each with the full key.</summary>
    /// <param name="networks">The Wi-Fi networks that accounts are let into.</param>
    internal IEnumerable<string> Faults(bool isDevelopment, IEnumerable<string> networks)
    {
        if (AddressFault(Address) is { } fault)
            yield return $"{Key}Address {fault}";
        var ways = new[] { Token, User, TokenAddress }.Count(way => !string.IsNullOrWhiteSpace(way));
        if (ways == 0 && !isDevelopment)
            yield return $"{Key}Token is required, or {Key}User with {Key}Password, or {Key}TokenAddress with {Key}ClientId and {Key}ClientSecret";
        if (ways > 1)
            yield return $"{Key}Token, {Key}User and {Key}TokenAddress exclude each other";
        if (User.Length > 0 && Password.Length == 0)
            yield return $"{Key}Password is required with {Key}User";
        if (User.Contains(':', StringComparison.Ordinal))
            yield return $"{Key}User must hold no colon";
        if (TokenAddress.Length > 0 && AddressFault(TokenAddress) is { } tokenFault)
            yield return $"{Key}TokenAddress {tokenFault}";
        if (TokenAddress.Length > 0 && (ClientId.Length == 0 || ClientSecret.Length == 0))
            yield return $"{Key}ClientId and {Key}ClientSecret are required with {Key}TokenAddress";
        if (Wifi is not (ByEntitlements or ByGroups))
            yield return $"{Key}Wifi must be {ByEntitlements} or {ByGroups}, not {Wifi}";
        if (Wifi == ByGroups)
        {
            foreach (var network in networks.Where(network => !Groups.Any(group => group.Network == network && !string.IsNullOrWhiteSpace(group.Name))))
                yield return $"{Key}Groups must name the group of the network {network}";
        }
    }

    // Passwords travel in the create: never in clear over a network.
    private static string? AddressFault(string text) => !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
        ? "must be an absolute http(s) address"
        : address.Scheme != "https" && !address.IsLoopback ? "must be https unless it is this machine's own" : null;
}

/// <summary>The group of a Wi-Fi network.</summary>
/// <param name="Name">Its <c>displayName</c>.</param>
public sealed record ScimGroup(string Network, string Name);
