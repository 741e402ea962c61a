namespace Mesh.Cabinet.Provider.Claims;

/// <summary>The names of what services are told, beside OpenID Connect's own.</summary>
internal static class ServiceClaim
{
    public const string Roles = "mesh_roles";
    public const string School = "mesh_school";
    public const string Login = "mesh_login";
    public const string Children = "mesh_children";
    public const string MiddleName = "middle_name";
    public const string Sid = "sid";

    public static readonly string[] All =
    [
        "sub", Sid, "acr", "amr", "auth_time", "name", "family_name", "given_name", MiddleName, "email", "phone_number", Roles, School, Login, Children,
    ];
}
