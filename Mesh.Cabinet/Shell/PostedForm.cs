using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Metadata;

namespace Mesh.Cabinet.Shell;

/// <summary>Reads the form of an ordinary POST, so that whatever else comes is answered by the page and not by the framework.</summary>
internal static class PostedForm
{
    private const int MaxBodySize = 128 * 1024;

    public static IRequestSizeLimitMetadata SizeLimit { get; } = new RequestSizeLimit(MaxBodySize);

    /// <summary>Null for a body that is no form, is broken or too big, and for a form that was not made for this person.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext http, IAntiforgery antiforgery)
    {
        // Read before anything else looks at it: the framework throws.
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

    private sealed record RequestSizeLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
