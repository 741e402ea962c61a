using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Mesh.Cabinet.Shell;

/// <summary>
/// Leads on who has sent a form to where another site may be met on the way. A browser follows a redirect as a part of the form, and
/// holds every address on that way to the page's <c>form-action</c> (Content Security Policy Level 3): nobody can list them all. A page
/// that moves on by itself begins anew. What takes no pages, such as a program, is redirected as ever.
/// </summary>
internal static class LeadOn
{
    public static Task ToAsync(HttpContext http, string address)
    {
        http.Response.Redirect(address);
        return RedirectedAsync(http);
    }

    /// <summary>The same for an endpoint that answers with a result.</summary>
    public static IResult To(string address) => new Answer(address);

    /// <summary>A redirect has been written already: a form is answered by a page in its place.</summary>
    public static async Task RedirectedAsync(HttpContext http)
    {
        if (http.Response.Headers.Location.ToString() is not { Length: > 0 } address || !IsForm(http.Request))
            return;

        http.Response.Headers.Remove(HeaderNames.Location);
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.Headers.CacheControl = "no-store";
        await new RazorComponentResult<OnwardView>(new { Address = address }).ExecuteAsync(http);
    }

    private static bool IsForm(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Headers[HeaderNames.Accept].ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private sealed class Answer(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => ToAsync(httpContext, address);
    }
}
