using System.Diagnostics;
using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Mesh.Cabinet.Shell.Telemetry;

/// <summary>Sends metrics and traces to a collector by OTLP, where one is named; docs/seeing.md says what there is to see.</summary>
internal static class TelemetryFeature
{
    // In milliseconds: a collector that is away keeps nobody's command waiting for longer.
    private const int MostToSend = 5_000;

    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        builder.Services.AddSingleton(new SettingsCheck(() => TelemetryOptions.Of(configuration).Faults()));
        builder.Services.AddSingleton<DistributedContextPropagator, OwnTraces>();

        var options = TelemetryOptions.Of(configuration);
        if (options.Endpoint.Length == 0 || options.Faults().Any())
            return builder;

        // Named by its own key the exporter finds the paths of metrics and traces below it by itself; an address set in code is taken as it is.
        configuration[TelemetryOptions.StandardKey] = options.Endpoint;
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        builder.Services.AddHostedService<QueueWatch>();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("mesh-cabinet", serviceVersion: Version))
            .WithMetrics(metrics => metrics
                .AddMeter(Measures.Ours + "*")
                .AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation()
                .AddOtlpExporter())
            .WithTracing(traces => traces
                .AddSource(Measures.Ours + "*")
                .AddAspNetCoreInstrumentation(requests =>
                {
                    requests.Filter = IsOfInterest;
                    // They tell of circuits and clicks, by ids.
                    (requests.EnableAspNetCoreSignalRSupport, requests.EnableRazorComponentsSupport) = (false, false);
                })
                .AddHttpClientInstrumentation()
                .AddProcessor(new OnlyWhatIsNamed())
                .AddOtlpExporter());
        return builder;
    }

    /// <summary>A command has no host that starts and ends these.</summary>
    /// <returns>Dispose of it when the command has done its work: what it has seen is sent.</returns>
    public static IDisposable WatchCommand(IServiceProvider services) =>
        new CommandWatch(services.GetService<MeterProvider>(), services.GetService<TracerProvider>());

    private static string Version => typeof(TelemetryFeature).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    // Files, a balancer's questions and connections that stay open for hours are seen by metrics alone.
    private static bool IsOfInterest(HttpContext http) =>
        !System.IO.Path.HasExtension(http.Request.Path.Value) && !http.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
        && !http.Request.Path.StartsWithSegments(CircuitGuard.Path, StringComparison.OrdinalIgnoreCase);

    private sealed class CommandWatch(MeterProvider? metrics, TracerProvider? traces) : IDisposable
    {
        public void Dispose()
        {
            // A flush alone would be content with what is just under way, and leave out what came since.
            metrics?.Shutdown(MostToSend);
            traces?.Shutdown(MostToSend);
        }
    }
}
