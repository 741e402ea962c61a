using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Shell;

/// <summary>
/// Leads the old entry, such as dnevnik.mos.ru, to the landing page of this site (R8). Any other name is taken for the public
/// one, so that no address we write repeats what a stranger put into a header.
/// </summary>
internal sealed class LegacyHosts(RequestDelegate next, IConfiguration configuration, IOptions<SiteOptions> site)
{
    private readonly HashSet<string> hosts = new(configuration.GetSection("LegacyHosts").Get<string[]>() ?? [], StringComparer.OrdinalIgnoreCase);
    private readonly HostString own = HostString.FromUriComponent(new Uri(site.Value.PublicAddress).Authority);
    // A developer may come to localhost by any name of it; elsewhere such a name is a stranger's invention like any other.
    private readonly bool isThisMachine = new Uri(site.Value.PublicAddress).IsLoopback;

    public Task InvokeAsync(HttpContext http)
    {
        var host = http.Request.Host;
        if (hosts.Contains(host.Host))
        {
            http.Response.Redirect(site.Value.PublicAddress.TrimEnd('/') + "/");
            return Task.CompletedTask;
        }

        if (host != own && !(isThisMachine && IsThisMachine(host)))
            http.Request.Host = own;
        return next(http);
    }

    private static bool IsThisMachine(HostString host) =>
        Uri.TryCreate($"http://{host}", UriKind.Absolute, out var address) && address.IsLoopback;
}
