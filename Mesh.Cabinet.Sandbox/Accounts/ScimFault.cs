using System.Globalization;

namespace Mesh.Cabinet.Sandbox.Accounts;

/// <summary>A request that the directory refuses, as RFC 7644 §3.12 words it.</summary>
internal sealed class ScimFault(int status, string? scimType, string detail) : Exception(detail)
{
    private const string Schema = "urn:ietf:params:scim:api:messages:2.0:Error";

    public int Status { get; } = status;

    public static ScimFault InvalidValue(string detail) => new(StatusCodes.Status400BadRequest, "invalidValue", detail);

    public static ScimFault InvalidSyntax(string detail) => new(StatusCodes.Status400BadRequest, "invalidSyntax", detail);

    public static ScimFault InvalidPath(string detail) => new(StatusCodes.Status400BadRequest, "invalidPath", detail);

    public static ScimFault InvalidFilter(string detail) => new(StatusCodes.Status400BadRequest, "invalidFilter", detail);

    public static ScimFault NoTarget(string detail) => new(StatusCodes.Status400BadRequest, "noTarget", detail);

    public static ScimFault Uniqueness(string detail) => new(StatusCodes.Status409Conflict, "uniqueness", detail);

    public static ScimFault NotFound(string id) => new(StatusCodes.Status404NotFound, null, $"Resource {id} is not known.");

    public static ScimFault Unauthorized() => new(StatusCodes.Status401Unauthorized, null, "The bearer token is missing or wrong.");

    public static ScimFault Changed() => new(StatusCodes.Status412PreconditionFailed, null, "The resource has changed since the version in If-Match.");

    public Dictionary<string, object> ToBody()
    {
        var body = new Dictionary<string, object> { ["schemas"] = (string[])[Schema], ["status"] = Status.ToString(CultureInfo.InvariantCulture), ["detail"] = Message };
        if (scimType is not null)
            body["scimType"] = scimType;
        return body;
    }
}
