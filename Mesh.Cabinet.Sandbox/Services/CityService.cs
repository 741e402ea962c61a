namespace Mesh.Cabinet.Sandbox.Services;

/// <summary>A service of the city: a site of its own, though it shares the sandbox's port, which knows people by the cabinet alone.</summary>
/// <param name="Key">The catalogue's key, the path of its pages, and its <c>client_id</c>.</param>
/// <param name="Scopes">What it asks for beside <c>openid</c>.</param>
public sealed record CityService(string Key, string Title, IReadOnlyList<string> Scopes)
{
    public static IReadOnlyList<CityService> All { get; } =
    [
        new("journal", "Журнал", ["profile", "mesh.roles", "mesh.login"]),
        new("diary", "Дневник", ["profile", "mesh.roles", "mesh.children"]),
        new("library", "Библиотека", ["profile", "mesh.roles", "mesh.login"]) { AllowsPanels = true },
        new("portfolio", "Портфолио", ["profile", "mesh.roles", "mesh.contacts"]),
    ];

    /// <summary>A classroom panel may open it.</summary>
    public bool AllowsPanels { get; init; }

    /// <summary>The scheme of its own cookie.</summary>
    public string Scheme => Key;

    /// <summary>The scheme by which it asks the cabinet.</summary>
    public string Door => $"{Key}-openid";

    public string Path => $"/{Key}";

    public string Secret => $"{Key}-secret-of-the-sandbox-city-only";
}
