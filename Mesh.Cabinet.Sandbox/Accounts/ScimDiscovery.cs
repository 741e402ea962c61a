namespace Mesh.Cabinet.Sandbox.Accounts;

/// <summary>What the directory says about itself (RFC 7644 §4), as short as it may be.</summary>
internal static class ScimDiscovery
{
    public const int MaxResults = 200;

    public static object ServiceProviderConfig { get; } = new
    {
        schemas = (string[])["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
        patch = new { supported = true },
        bulk = new { supported = false, maxOperations = 0, maxPayloadSize = 0 },
        filter = new { supported = true, maxResults = MaxResults },
        changePassword = new { supported = true },
        sort = new { supported = false },
        etag = new { supported = true },
        authenticationSchemes = (object[])[new { type = "oauthbearertoken", name = "OAuth Bearer Token", description = "A fixed bearer token", primary = true }],
    };

    public static object ResourceTypes { get; } = List(
        new
        {
            schemas = (string[])["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
            id = "User", name = "User", endpoint = "/Users", description = "Account of the domain", schema = ScimUser.Schema,
        });

    public static object Schemas { get; } = List(
        new
        {
            schemas = (string[])["urn:ietf:params:scim:schemas:core:2.0:Schema"],
            id = ScimUser.Schema, name = "User", description = "Account of the domain",
            attributes = (object[])
            [
                Attribute("userName", required: true, uniqueness: "server"),
                Attribute("externalId", caseExact: true),
                Attribute("displayName"),
                Attribute("userType"),
                Attribute("password", mutability: "writeOnly", returned: "never"),
                Attribute("active", type: "boolean"),
                Attribute("name", type: "complex"),
                Attribute("emails", type: "complex", multiValued: true),
                Attribute("entitlements", type: "complex", multiValued: true),
            ],
        });

    private static object List(params object[] resources) => new
    {
        schemas = (string[])[ScimEndpoints.ListSchema], totalResults = resources.Length, startIndex = 1, itemsPerPage = resources.Length, Resources = resources,
    };

    private static object Attribute(
        string name, string type = "string", bool multiValued = false, bool required = false, bool caseExact = false,
        string mutability = "readWrite", string returned = "default", string uniqueness = "none") =>
        new { name, type, multiValued, required, caseExact, mutability, returned, uniqueness };
}
