using Microsoft.AspNetCore.Antiforgery;

namespace Mesh.Cabinet.Shell;

/// <summary>
/// A form that came to an endpoint, read before anything else looks at it: the framework throws at a body that is no form, is
/// broken or is too big, and a person is answered kindly instead.
/// </summary>
internal static class SentForm
{
    /// <summary>Whoever comes by a link, or back after signing in, to an address that takes a form is led to the form's page.</summary>
    public static void LeadFromForm(this IEndpointRouteBuilder routes, string path, string page) =>
        routes.MapGet(path, () => Results.LocalRedirect(page)).AllowAnonymous();

    /// <summary>Null if the body is no form of ours.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext http, IAntiforgery antiforgery)
    {
        try
        {
            if (!http.Request.HasFormContentType)
                return null;

            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            if (await antiforgery.IsRequestValidAsync(http))
                return form;
            http.RequestServices.GetRequiredService<SecurityLog>().RefusedForm();
            return null;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            Limits.TellOfTooBig(http, failure);
            return null;
        }
    }
}
