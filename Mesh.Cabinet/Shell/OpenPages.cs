using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Net.Http.Headers;

namespace Mesh.Cabinet.Shell;

/// <summary>
/// Keeps the pages that are the same for every stranger, so that the twenty minutes in which the city comes cost no rendering.
/// Whoever carries a cookie of ours gets a page of their own, and so does an address with a query.
/// </summary>
internal sealed class OpenPages : IOutputCachePolicy
{
    /// <summary>The name by which a page says that it is one of them.</summary>
    public const string Policy = nameof(OpenPages);

    /// <summary>Every cookie of this site begins so.</summary>
    private const string OwnCookies = "mesh.";

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        var isSame = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && !request.QueryString.HasValue
            && !request.Cookies.Keys.Any(name => name.StartsWith(OwnCookies, StringComparison.Ordinal));
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = isSame;
        // Kept as it goes out, so that packing it costs once.
        context.CacheVaryByRules.HeaderNames = HeaderNames.AcceptEncoding;
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = KeptFor;
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        context.AllowCacheStorage &= response.StatusCode is StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0;
        return ValueTask.CompletedTask;
    }
}
