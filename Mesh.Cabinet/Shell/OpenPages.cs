using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;

namespace Mesh.Cabinet.Shell;

/// <summary>
/// Keeps the pages that are the same for every stranger, so that the twenty minutes in which the city comes cost no rendering.
/// Whoever carries a cookie of ours gets a page of their own, and so does an address with a query.
/// </summary>
internal sealed class OpenPages : IOutputCachePolicy
{
    /// <summary>The name by which an endpoint says that it is one of them.</summary>
    public const string Policy = nameof(OpenPages);

    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(20);

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        // Cookies of other sites below the same domain come along, and say nothing here.
        var isSame = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && !request.QueryString.HasValue
            && !request.Cookies.Keys.Any(OwnCookies.IsOwn);
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = isSame;
        if (!isSame)
            return ValueTask.CompletedTask;

        // Kept as it goes out, so that packing it costs once; and under nothing that a stranger can make up.
        context.CacheVaryByRules.VaryByHost = false;
        context.CacheVaryByRules.VaryByValues["packing"] = PackingFor(context.HttpContext);
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = KeptFor;
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    // By now it is known who the page was made for.
    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        context.AllowCacheStorage &= http.Response.StatusCode is StatusCodes.Status200OK
            && http.User.Identity?.IsAuthenticated != true
            && http.Response.Headers.SetCookie.Count == 0
            && http.Response.GetTypedHeaders().CacheControl?.NoStore != true;
        return ValueTask.CompletedTask;
    }

    private static string PackingFor(HttpContext http)
    {
        var packing = http.RequestServices.GetRequiredService<IResponseCompressionProvider>();
        return packing.CheckRequestAcceptsCompression(http) ? packing.GetCompressionProvider(http)?.EncodingName ?? "" : "";
    }
}

internal static class OpenPageEndpoints
{
    /// <summary>
    /// A page that strangers see too. It answers by itself, beside the app's pages: with those Blazor would write protected state and a form's
    /// token, with its cookie, into it, and an answer that sets a cookie cannot be kept for the next stranger.
    /// </summary>
    /// <param name="given">Parameters of the page, which belong to the path.</param>
    public static void MapOpenPage<TPage>(this IEndpointRouteBuilder routes, string path, IDictionary<string, object>? given = null)
        where TPage : IComponent =>
        routes.MapGet(path, IResult () => new RazorComponentResult<OpenPage>(new { Page = typeof(TPage), Given = given })).AllowAnonymous().CacheOutput(OpenPages.Policy);
}
