using Mesh.Cabinet.Outside.MosRu;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Mesh.Cabinet.Shell;

/// <summary>Headers that keep a page to itself: nothing from outside, no frame, no guessing of types.</summary>
internal sealed class AnswerHeaders(RequestDelegate next, IOptionsMonitor<IdentityProviderOptions> providers, IOptions<SiteOptions> site)
{
    // MudBlazor writes style attributes, so styles alone are open to the page itself.
    // Signing out is a form whose answer leads on to mos.ru.
    private readonly string policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
        $"connect-src 'self'; form-action 'self'{Origin(providers, CityProvider.MosRu)}{Origin(providers, CityProvider.Gosuslugi)}; " +
        "base-uri 'self'; object-src 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // Not for the names below, which are not this site's to bind: __Host- keeps their cookies out already. By plain http it
        // would mean nothing (RFC 6797, 7.2).
        if (site.Value.IsHttps && http.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        http.Response.OnStarting(KeepPersonalPagesNowhere, http);
        return next(http);
    }

    // Files say themselves how long they may be kept.
    private static Task KeepPersonalPagesNowhere(object context)
    {
        var http = (HttpContext)context;
        if (http.User.Identity?.IsAuthenticated == true && StringValues.IsNullOrEmpty(http.Response.Headers.CacheControl))
            http.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private static string Origin(IOptionsMonitor<IdentityProviderOptions> providers, string provider) =>
        providers.Get(provider) is { Enabled: true } door ? " " + new Uri(door.Authority).GetLeftPart(UriPartial.Authority) : "";
}
