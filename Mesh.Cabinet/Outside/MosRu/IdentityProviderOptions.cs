namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>Settings of one OpenID provider, under <c>MosRu</c> or <c>Gosuslugi</c>.</summary>
public sealed record IdentityProviderOptions
{
    /// <summary>Whether people come by it; of one that is shut nothing else is wanted.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The issuer's address; discovery is read below it.</summary>
    public string Authority { get; init; } = "";

    public string ClientId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    /// <summary>Where a person gets a forgotten password back (R41).</summary>
    public string RecoveryUrl { get; init; } = "";

    /// <summary>Where a person mends what the provider knows about them.</summary>
    public string ProfileUrl { get; init; } = "";

    /// <summary>What the provider has verified although it does not say so per claim (D18): <c>phone</c>, <c>email</c>, <c>snils</c>, or <c>none</c>.</summary>
    public IReadOnlyList<string> VouchesFor { get; set; } = [];

    /// <summary>In Development who says nothing means a city to try things in, which has verified everything.</summary>
    public void VouchForAllUnlessSaid()
    {
        if (VouchesFor.Count == 0)
            VouchesFor = Vouching.Words;
    }

    /// <summary>Every fault of these settings, each with the full key.</summary>
    public IEnumerable<string> Faults(string section, bool isDevelopment) =>
        Enabled ? FaultsOfOpen(section, isDevelopment) : section == CityProvider.MosRu ? [$"{section}:Enabled must be true: it is the door of this site"] : [];

    private IEnumerable<string> FaultsOfOpen(string section, bool isDevelopment)
    {
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var authority) || authority.Scheme is not ("http" or "https"))
            yield return $"{section}:Authority must be an absolute http(s) address";
        else if (!ProviderAddress.IsSafe(Authority))
            yield return $"{section}:Authority must be https unless it is this machine's";
        if (string.IsNullOrWhiteSpace(ClientId))
            yield return $"{section}:ClientId is required";
        if (string.IsNullOrWhiteSpace(ClientSecret))
            yield return $"{section}:ClientSecret is required";
        if (!Uri.TryCreate(RecoveryUrl, UriKind.Absolute, out _))
            yield return $"{section}:RecoveryUrl must be an absolute address";
        if (!Uri.TryCreate(ProfileUrl, UriKind.Absolute, out _))
            yield return $"{section}:ProfileUrl must be an absolute address";
        if (VouchesFor.Count == 0 && !isDevelopment)
            yield return $"{section}:VouchesFor must say what the provider has verified: {string.Join(", ", Vouching.Words)}, or {Vouching.Nothing}";
        if (VouchesFor.Except([.. Vouching.Words, Vouching.Nothing]).Any())
            yield return $"{section}:VouchesFor takes only {string.Join(", ", Vouching.Words)}, or {Vouching.Nothing}";
        else if (VouchesFor.Count > 1 && VouchesFor.Contains(Vouching.Nothing))
            yield return $"{section}:VouchesFor must say either {Vouching.Nothing} or something";
    }
}
