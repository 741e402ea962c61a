using System.Globalization;
using Mesh.Cabinet.Tests.Reliability;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(Watch))]

namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>
/// Rides along with a product that a test watches, as the sandbox does: lets the test stop it at its commits, and sets its clock wrong.
/// The product has no line for it.
/// </summary>
internal sealed class Watch : IHostingStartup
{
    /// <summary>The environment's name for the address that is told of commits.</summary>
    public const string Address = "MESH_WATCH_ADDRESS";

    /// <summary>The environment's name for how far the clock is off.</summary>
    public const string ClockError = "MESH_WATCH_CLOCK_ERROR";

    public void Configure(IWebHostBuilder builder)
    {
        if (Environment.GetEnvironmentVariable(Address) is { Length: > 0 } address)
            CommitWatch.Begin(new Uri(address));

        if (Environment.GetEnvironmentVariable(ClockError) is { Length: > 0 } error)
            builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(new WrongClock(TimeSpan.Parse(error, CultureInfo.InvariantCulture))));
    }

    private sealed class WrongClock(TimeSpan error) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + error;
    }
}
