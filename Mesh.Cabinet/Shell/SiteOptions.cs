using System.Net;

namespace Mesh.Cabinet.Shell;

/// <summary>Settings under <c>Site</c>, with <c>LegacyHosts</c> beside them.</summary>
public sealed record SiteOptions
{
    /// <summary>The address people use, without a path.</summary>
    public string PublicAddress { get; init; } = "http://localhost:5080";

    /// <summary>Whether the site is there by https: cookies, names and headers follow from this alone.</summary>
    public bool IsHttps => Uri.TryCreate(PublicAddress, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;

    /// <summary>Addresses of the proxies whose forwarded headers are believed, or networks of theirs (<c>10.0.0.0/8</c>).</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>How long a node that is told to end goes on answering, so that proxies see it: longer than they keep an idle connection.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether pages carry the mark «тестовый запуск» (R1).</summary>
    public bool TestLaunch { get; init; } = true;

    /// <summary>Video and text instructions, behind «Подробнее» (R5).</summary>
    public string InstructionsAddress { get; init; } = "";

    /// <summary>«Информационная поддержка» of the footer (R6).</summary>
    public string SupportInformationAddress { get; init; } = "";

    public IReadOnlyList<SocialLink> Social { get; init; } = [];

    /// <summary>Every fault of these settings, each with the full key.</summary>
    public IEnumerable<string> Faults()
    {
        if (!IsWeb(PublicAddress))
            yield return "Site:PublicAddress must be an absolute http(s) address";
        if (!IsWeb(InstructionsAddress))
            yield return "Site:InstructionsAddress must be an absolute http(s) address";
        if (!IsWeb(SupportInformationAddress))
            yield return "Site:SupportInformationAddress must be an absolute http(s) address";
        if (Drain < TimeSpan.Zero || Drain > TimeSpan.FromMinutes(5))
            yield return "Site:Drain must be between nought and five minutes";
        for (var index = 0; index < TrustedProxies.Count; index++)
        {
            if (!IPAddress.TryParse(TrustedProxies[index], out _) && !IPNetwork.TryParse(TrustedProxies[index], out _))
                yield return $"Site:TrustedProxies:{index} must be an IP address, or a network such as 10.0.0.0/8";
        }

        for (var index = 0; index < Social.Count; index++)
        {
            if (!IsWeb(Social[index].Address))
                yield return $"Site:Social:{index}:Address must be an absolute http(s) address";
        }
    }

    private static bool IsWeb(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https");
}

/// <summary>A link of the footer to a social network.</summary>
public sealed record SocialLink
{
    public string Title { get; init; } = "";

    public string Address { get; init; } = "";
}
