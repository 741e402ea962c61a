using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.Cabinet.Provider.Claims;

/// <summary>What a service may ask for.</summary>
internal static class ServiceScope
{
    public const string Roles = "mesh.roles";
    public const string School = "mesh.school";
    public const string Login = "mesh.login";
    public const string Contacts = "mesh.contacts";
    public const string Children = "mesh.children";

    /// <summary><c>openid</c> goes without saying.</summary>
    public static readonly IReadOnlyList<string> All =
        [Scopes.OpenId, Scopes.Profile, Roles, School, Login, Contacts, Children, Scopes.OfflineAccess];
}
