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

    public static IRequestSizeLimitMetadata SizeLimit { get; } = new Limit(MaxBodySize);

    /// <summary>The endpoint takes a form of a page: whoever comes to it by a link, or back after signing in, is led to the page.</summary>
    /// <param name="path">The endpoint's own address.</param>
    public static void OfForm(this RouteHandlerBuilder post, IEndpointRouteBuilder routes, string path, string page)
    {
        post.WithMetadata(SizeLimit);
        routes.MapGet(path, () => Results.LocalRedirect(page)).AllowAnonymous();
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

    private sealed record Limit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
