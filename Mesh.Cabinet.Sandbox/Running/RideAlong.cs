using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;

[assembly: HostingStartup(typeof(Mesh.Cabinet.Sandbox.Running.RideAlong))]

namespace Mesh.Cabinet.Sandbox.Running;

/// <summary>
/// Lets the city ride along with the product in Development: launchSettings.json names this assembly among
/// ASPNETCORE_HOSTINGSTARTUPASSEMBLIES, and the product needs no line that knows it.
/// </summary>
internal sealed class RideAlong : IHostingStartup
{
    public void Configure(IWebHostBuilder builder)
    {
        builder.ConfigureAppConfiguration((context, configuration) =>
        {
            if (context.HostingEnvironment.IsDevelopment())
                // No proxy is to be told of an end: Ctrl+C is one at once.
                AddBelowEnvironment(configuration, [.. RideAlongSettings.For(context.Configuration), new("Site:Drain", "00:00:00")]);
        });
        builder.ConfigureServices((context, services) =>
        {
            if (!context.HostingEnvironment.IsDevelopment())
                return;

            // Asked now, before the product has had a chance to make its database.
            var cabinetIsNew = SandboxSettings.From(context.Configuration).CabinetFile is { } file && !File.Exists(file);
            services.AddSingleton<IHostedService>(product => new RideAlongService(
                product.GetRequiredService<IConfiguration>(), product.GetRequiredService<ILoggerFactory>(), cabinetIsNew));
        });
    }

    // Stronger than appsettings.json, weaker than what the person says by environment or command line.
    private static void AddBelowEnvironment(IConfigurationBuilder configuration, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var sources = configuration.Sources;
        var lastFile = sources.ToList().FindLastIndex(source => source is JsonConfigurationSource { Path: { } path }
            && Path.GetFileName(path).StartsWith("appsettings", StringComparison.OrdinalIgnoreCase));
        sources.Insert(lastFile + 1, new MemoryConfigurationSource { InitialData = settings });
    }
}
