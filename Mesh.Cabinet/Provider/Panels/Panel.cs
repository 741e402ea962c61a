using Mesh.Cabinet.Database;
using Mesh.Cabinet.Provider.Clients;
using Mesh.Cabinet.Provider.Claims;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.Cabinet.Provider.Panels;

/// <summary>An interactive panel of a classroom: a client of one school, which proves itself by a key of its own.</summary>
public sealed record Panel
{
    /// <summary>What the id of every panel begins with, and that of no service.</summary>
    public const string Prefix = "panel-";

    public const int MaxTitle = TextLength.Line;

    public string Id { get; init; } = "";

    /// <summary>The id of the school's record.</summary>
    public string SchoolId { get; init; } = "";

    /// <summary>By which people know it: «Кабинет 31».</summary>
    public string Title { get; init; } = "";

    /// <summary>A JSON Web Key Set (RFC 7517) as text.</summary>
    public string Jwks { get; init; } = "";

    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>The panel as OpenID Connect sees it.</summary>
    internal ServiceClient AsClient() => new()
    {
        ClientId = Id,
        Title = Title,
        Jwks = Jwks,
        PanelSchool = SchoolId,
        Scopes = [Scopes.Profile, ServiceScope.Roles],
        IsDisabled = DisabledAt is not null,
    };

    public override string ToString() => Id;
}
