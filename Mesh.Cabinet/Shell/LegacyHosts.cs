using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Shell;

/// <summary>Leads the old entry, such as dnevnik.mos.ru, to the landing page of this site (R8).</summary>
internal sealed class LegacyHosts(RequestDelegate next, IConfiguration configuration, IOptions<SiteOptions> site)
{
    private readonly HashSet<string> hosts = new(configuration.GetSection("LegacyHosts").Get<string[]>() ?? [], StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext http)
    {
        if (!hosts.Contains(http.Request.Host.Host))
            return next(http);

        http.Response.Redirect(site.Value.PublicAddress.TrimEnd('/') + "/");
        return Task.CompletedTask;
    }
}
