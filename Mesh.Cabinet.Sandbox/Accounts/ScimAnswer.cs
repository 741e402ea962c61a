using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mesh.Cabinet.Sandbox.Running;

namespace Mesh.Cabinet.Sandbox.Accounts;

/// <summary>Writes resources, lists and errors as <c>application/scim+json</c>.</summary>
internal static class ScimAnswer
{
    public const string ContentType = "application/scim+json; charset=utf-8";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    public static IResult Json(object body, int status = StatusCodes.Status200OK) => Results.Json(body, Format, ContentType, status);

    public static IResult User(HttpContext context, ScimRecord record, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers.ETag = record.ETag;
        if (status == StatusCodes.Status201Created)
            context.Response.Headers.Location = LocationOf(context, record);
        return Json(ToBody(context, record), status);
    }

    public static object ToBody(HttpContext context, ScimRecord record) => new
    {
        schemas = (string[])[ScimUser.Schema],
        id = record.Id,
        externalId = record.User.ExternalId,
        userName = record.User.UserName,
        name = record.User.Name,
        displayName = record.User.DisplayName,
        userType = record.User.UserType,
        active = record.User.Active,
        emails = record.User.Emails is [] ? null : record.User.Emails,
        entitlements = record.User.Entitlements is [] ? null : record.User.Entitlements,
        meta = new { resourceType = "User", created = record.CreatedAt, lastModified = record.ModifiedAt, location = LocationOf(context, record), version = record.ETag },
    };

    private static string LocationOf(HttpContext context, ScimRecord record) =>
        context.RequestServices.GetRequiredService<SandboxSettings>().At($"{DirectoryFeature.Root}/Users/{record.Id}");
}
