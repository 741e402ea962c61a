using System.Diagnostics.Metrics;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>A security log that nobody reads.</summary>
internal static class SilentLog
{
    /// <summary>Numbers that nobody reads either.</summary>
    public static readonly IMeterFactory Meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();

    public static readonly ShellMetrics Metrics = new(Meters, new OpenCircuits());

    public static readonly SecurityLog Security = new(NullLoggerFactory.Instance, new HttpContextAccessor(), Metrics);
}
