using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Shell;

/// <summary>Whether people are met by https, which <c>Site:PublicAddress</c> alone decides, and what follows from it.</summary>
internal static class HttpsFeature
{
    public static void AddHttps(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        builder.Services.AddSingleton(new SettingsCheck(() => Faults(configuration)));
        builder.Services.AddSingleton<OwnCookies>();
        builder.Services.AddOptions<HttpsRedirectionOptions>().Configure<IOptions<SiteOptions>>((https, site) => https.HttpsPort = new Uri(site.Value.PublicAddress).Port);
    }

    /// <summary>Leads whoever comes to an https site by plain http to its public address; the request's host is that one by now.</summary>
    public static void UseHttps(this WebApplication app)
    {
        // A balancer asks past the proxy.
        if (app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.IsHttps)
            app.UseWhen(http => !http.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase), plain => plain.UseHttpsRedirection());
    }

    /// <summary>An https site of which nothing here could know that a request came by https.</summary>
    public static IEnumerable<string> Faults(IConfiguration configuration)
    {
        var site = configuration.GetSection("Site").Get<SiteOptions>() ?? new();
        if (site.IsHttps && site.TrustedProxies.Count == 0 && !ListensByHttps(configuration))
            yield return "Site:TrustedProxies must name the proxy that ends TLS for the https Site:PublicAddress, unless Kestrel listens by https itself (Kestrel:Endpoints)";
    }

    // Kestrel itself ends a start in which such an address has no certificate.
    private static bool ListensByHttps(IConfiguration configuration) =>
        configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).Append(configuration["urls"])
            .Any(url => url?.Contains("https://", StringComparison.OrdinalIgnoreCase) == true)
        || !string.IsNullOrWhiteSpace(configuration["https_ports"]);
}
