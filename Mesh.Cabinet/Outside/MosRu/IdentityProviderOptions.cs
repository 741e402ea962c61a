using Mesh.Cabinet.Outside.Gosuslugi;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>Settings of one OpenID provider, under <c>MosRu</c> or <c>Gosuslugi</c>.</summary>
public sealed record IdentityProviderOptions
{
    /// <summary>Whether people come by it; of one that is shut nothing else is wanted.</summary>
    public bool Enabled { get; init; } = true;

    public const string PasswordGrant = "PasswordGrant";
    public const string Reauthenticate = "Reauthenticate";

    public const string OpenId = "OpenId";
    public const string SudirPreset = "Sudir";

    /// <summary>How the provider speaks: <see cref="OpenId"/>, by discovery and standard claims, or <see cref="SudirPreset"/>.</summary>
    public string Preset { get; init; } = OpenId;

    public bool IsSudir => Preset == SudirPreset;

    public const string EsiaKind = "Esia";

    /// <summary>Of госуслуги: <see cref="OpenId"/>, or <see cref="EsiaKind"/>, which is no OpenID Connect beyond its first step.</summary>
    public string Kind { get; init; } = OpenId;

    public bool IsEsia => Kind == EsiaKind;

    public EsiaOptions Esia { get; init; } = new();

    /// <summary>Single addresses in the place of those of discovery or the preset.</summary>
    public ProviderAddresses Addresses { get; init; } = new();

    /// <summary>Single names in the place of the preset's.</summary>
    public ClaimNames ClaimNames { get; init; } = new();

    /// <summary>What the provider calls what we know.</summary>
    public ClaimNames Names => ClaimNames.Or(IsSudir ? ClaimNames.Sudir : IsEsia ? ClaimNames.Esia : ClaimNames.OpenId);

    /// <summary>The issuer's address; discovery is read below it.</summary>
    public string Authority { get; init; } = "";

    public string ClientId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    /// <summary>The private key of <c>private_key_jwt</c>, as PEM or as a JSON Web Key; empty for a client that has a secret alone.</summary>
    public string ClientKey { get; init; } = "";

    public bool HasKey => !string.IsNullOrWhiteSpace(ClientKey);

    public bool HasSecret => !string.IsNullOrWhiteSpace(ClientSecret);

    /// <summary>What is asked for at the door, apart by spaces; empty for what the preset asks for.</summary>
    public string Scopes { get; init; } = "";

    public IReadOnlyList<string> ScopeList =>
        (string.IsNullOrWhiteSpace(Scopes) ? PresetScopes : Scopes).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private string PresetScopes => this switch
    {
        { IsSudir: true } => "openid profile contacts birthday snils",
        { IsEsia: true } => "openid fullname snils email mobile",
        _ => "openid profile email phone",
    };

    /// <summary>How the typed password is dealt with: <see cref="PasswordGrant"/> or <see cref="Reauthenticate"/>.</summary>
    public string PasswordCheck { get; init; } = PasswordGrant;

    /// <summary>Nobody can compare a password: the person signs in anew, and types one of the school's own (D24).</summary>
    public bool IsPasswordOwn => PasswordCheck == Reauthenticate || IsEsia;

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
        if (!HasSecret && !HasKey && !IsEsia)
            yield return $"{section}:ClientSecret is required";
        if (HasKey && MosRu.ClientKey.Read(ClientKey) is null)
            yield return $"{section}:ClientKey must be a private key of RSA or P-256, as PEM or as a JSON Web Key";
        if (Preset is not (OpenId or SudirPreset))
            yield return $"{section}:Preset must be {OpenId} or {SudirPreset}";
        if (Kind is not (OpenId or EsiaKind))
            yield return $"{section}:Kind must be {OpenId} or {EsiaKind}";
        foreach (var fault in IsEsia ? Esia.Faults($"{section}:Esia") : [])
            yield return fault;
        foreach (var (key, address) in Addresses.All)
        {
            if (!string.IsNullOrWhiteSpace(address) && !ProviderAddress.IsSafe(address.Trim()))
                yield return $"{section}:Addresses:{key} must be https unless it is this machine's";
        }

        if (PasswordCheck is not (PasswordGrant or Reauthenticate))
            yield return $"{section}:PasswordCheck must be {PasswordGrant} or {Reauthenticate}";
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
