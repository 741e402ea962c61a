using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Metadata;

namespace Mesh.Cabinet.Shell;

/// <summary>
/// A form that came to an endpoint, read before anything else looks at it: the framework throws at a body that is no form, is
/// broken or is too big, and a person is answered kindly instead.
/// </summary>
internal static class SentForm
{
    /// <summary>No form of this site comes near to it.</summary>
    private const int MaxBodySize = 128 * 1024;

    /// <summary>Takes forms of people who are signed in; who comes by a link, or back after signing in, is led to the page.</summary>
    /// <param name="page">The page whose form this is.</param>
    public static void MapForm(this IEndpointRouteBuilder routes, string path, string page, Delegate handle)
    {
        routes.MapGet(path, () => Results.LocalRedirect(page)).RequireAuthorization();
        routes.MapPost(path, handle).RequireAuthorization().WithMetadata(new SizeLimit(MaxBodySize));
    }

    /// <summary>Takes forms of anybody.</summary>
    public static void MapOpenForm(this IEndpointRouteBuilder routes, string path, string page, Delegate handle)
    {
        routes.MapGet(path, () => Results.LocalRedirect(page)).AllowAnonymous();
        routes.MapPost(path, handle).AllowAnonymous().WithMetadata(new SizeLimit(MaxBodySize));
    }

    /// <summary>Null if the body is no form of ours.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext http, IAntiforgery antiforgery)
    {
        try
        {
            if (!http.Request.HasFormContentType)
                return null;

            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            return await antiforgery.IsRequestValidAsync(http) ? form : null;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            return null;
        }
    }

    private sealed record SizeLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
