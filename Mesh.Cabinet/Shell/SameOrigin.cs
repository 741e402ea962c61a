namespace Mesh.Cabinet.Shell;

/// <summary>Whether a request comes from a page of this site, by the header that browsers set and pages cannot.</summary>
internal static class SameOrigin
{
    public static bool Is(HttpRequest request, SiteOptions site) =>
        Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
        && (IsSame(origin, $"{request.Scheme}://{request.Host}") || IsSame(origin, site.PublicAddress));

    private static bool IsSame(Uri origin, string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var own)
        && Uri.Compare(origin, own, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
