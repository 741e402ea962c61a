using System.Text.Json.Serialization;
using Mesh.Cabinet.Database;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Provider.Clients;

/// <summary>A service that signs people in here, as an entry of <c>Clients</c> in the settings or a command registered it.</summary>
public sealed record ServiceClient
{
    public const int MaxIdLength = TextLength.Id;

    public string ClientId { get; init; } = "";

    /// <summary>By which people know it.</summary>
    public string Title { get; init; } = "";

    /// <summary>In clear in the settings alone: kept as hashes.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>A JSON Web Key Set (RFC 7517) as text, for <c>private_key_jwt</c>; empty if it has none.</summary>
    public string Jwks { get; init; } = "";

    /// <summary>Compared character by character (RFC 9700 §2.1).</summary>
    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    public IReadOnlyList<string> PostLogoutRedirectUris { get; init; } = [];

    /// <summary>Where it is told that a session has ended (OpenID Connect Back-Channel Logout 1.0 §2.2); empty if it is not.</summary>
    public string BackChannelLogoutUri { get; init; } = "";

    /// <summary>Where a tile begins its sign-in (OpenID Connect Core §4).</summary>
    public string InitiateLoginUri { get; init; } = "";

    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The key of the catalogue's entry whose right decides; empty: whoever has any role.</summary>
    public string Service { get; init; } = "";

    /// <summary>Services of one sector know a person by one name (OpenID Connect Core §8.1); empty: a sector of its own.</summary>
    public string Sector { get; init; } = "";

    /// <summary>The person is asked in which school, where there are several.</summary>
    public bool AsksSchool { get; init; }

    /// <summary>RFC 7636; only a client that proves itself may go without.</summary>
    public bool RequirePkce { get; init; } = true;

    /// <summary>RFC 9126: it sends its requests here before it sends the person.</summary>
    public bool RequirePar { get; init; }

    /// <summary>A classroom panel may open it.</summary>
    public bool AllowsPanels { get; init; }

    /// <summary>The school whose classroom panel it is; empty for a service.</summary>
    [JsonIgnore]
    public string PanelSchool { get; init; } = "";

    [JsonIgnore]
    public bool IsPanel => PanelSchool.Length > 0;

    /// <summary>Nobody gets in by it any more, and it proves itself no more.</summary>
    [JsonIgnore]
    public bool IsDisabled { get; init; }

    /// <summary>Hashes of the secrets that are good now.</summary>
    [JsonIgnore]
    public IReadOnlyList<byte[]> SecretHashes { get; init; } = [];

    /// <summary>It proves itself by a key or a secret; others are public (RFC 6749 §2.1).</summary>
    [JsonIgnore]
    public bool IsConfidential => Jwks.Length > 0 || SecretHashes.Count > 0 || Secrets.Count > 0;

    [JsonIgnore]
    public string SectorOrOwn => Sector.Length > 0 ? $"sector/{Sector}" : $"client/{ClientId}";

    public JsonWebKeySet? Keys() => Jwks.Length == 0 ? null : new JsonWebKeySet(Jwks);

    public override string ToString() => ClientId;
}
