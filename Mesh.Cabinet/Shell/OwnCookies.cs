using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Shell;

/// <summary>
/// What the cookies of this site are called, and that they go by https alone where the site is there. A browser takes a name
/// with <c>__Host-</c> from this host alone, and one with <c>__Secure-</c>, which a cookie of one path bears, by https alone
/// (RFC 6265bis, 4.1.3): no other site below the same domain can plant one over http.
/// </summary>
internal sealed class OwnCookies(IOptions<SiteOptions> site)
{
    private const string Ours = "mesh.";
    private const string OfHost = "__Host-";
    private const string OfPath = "__Secure-";

    /// <summary>Who is signed in.</summary>
    public string Session => Name(OfHost, "session");

    /// <summary>Whose form it is.</summary>
    public string Form => Name(OfHost, "form");

    /// <summary>The id of the device that is bound in this browser: only such a browser is offered «Быстрый вход».</summary>
    public string QuickEntry => Name(OfHost, "quick");

    /// <summary>Which browser began a quick entry.</summary>
    public string Ceremony => Name(OfPath, "ceremony");

    /// <summary>Beginnings of names: which browser began a sign-in, and what the answer to it must repeat.</summary>
    public string Correlation => Name(OfPath, "correlation.");

    public string Nonce => Name(OfPath, "nonce.");

    /// <summary>Where the last sign-in that this browser began was to lead.</summary>
    public string Back => Name(OfPath, "back");

    /// <summary>Which browser it is, for accounts to know it again.</summary>
    public string Browser => Name(OfPath, "browser");

    /// <summary>Up to when notices have been shown here on the way to a service.</summary>
    public string Notice => Name(OfPath, "notice");

    public bool AreSecure { get; } = site.Value.IsHttps;

    public CookieSecurePolicy SecurePolicy => AreSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;

    /// <summary>Whether a request's cookie may be one of ours: names are found without case.</summary>
    public static bool IsOwn(string name) => Bare(Bare(name, OfHost), OfPath).StartsWith(Ours, StringComparison.OrdinalIgnoreCase);

    private static string Bare(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? name[prefix.Length..] : name;

    private string Name(string prefix, string name) => (AreSecure ? prefix : "") + Ours + name;
}
