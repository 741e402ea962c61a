using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mesh.Cabinet.Sandbox.Shell;

/// <summary>Answers with a page, rendered once and without scripts.</summary>
internal static class Pages
{
    public static IResult Show<TPage>(int status = StatusCodes.Status200OK, Dictionary<string, object?>? parameters = null)
        where TPage : IComponent =>
        new RazorComponentResult<TPage>(parameters ?? []) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>The posted form; an empty one if the request carries none.</summary>
    public static async Task<IFormCollection> ReadFormAsync(this HttpContext context) =>
        context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
}
