using OpenIddict.Abstractions;

namespace Mesh.Cabinet.Provider.Grants;

/// <summary>What a session has been given to a service: an authorization in OpenIddict's words, to which each of its tokens belongs.</summary>
internal sealed class ServiceGrant
{
    public Guid Id { get; init; }

    public string ClientId { get; init; } = "";

    public Guid SessionId { get; init; }

    /// <summary>With <see cref="Subject"/> the account at mos.ru or госуслуги.</summary>
    public string Provider { get; init; } = "";

    public string Subject { get; init; } = "";

    /// <summary>By what name the service knows the person.</summary>
    public string PairwiseSubject { get; init; } = "";

    /// <summary>With spaces between them (RFC 6749 §3.3).</summary>
    public string Scopes { get; init; } = "";

    /// <summary>It outlives the session (OpenID Connect Core §11).</summary>
    public bool IsOffline { get; init; }

    public DateTimeOffset GivenAt { get; init; }

    public DateTimeOffset UsedAt { get; init; }

    /// <summary>Neither revoked, nor ended with its session.</summary>
    public bool Stands { get; init; }

    public string Status => Stands ? OpenIddictConstants.Statuses.Valid : OpenIddictConstants.Statuses.Revoked;

    public override string ToString() => $"{ClientId} {Id}";
}
