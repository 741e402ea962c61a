namespace Mesh.Cabinet.Shell.Telemetry;

/// <summary>Settings under <c>Telemetry</c>; all else is OpenTelemetry's own, by its standard variables (<c>OTEL_…</c>).</summary>
internal sealed record TelemetryOptions
{
    /// <summary>OpenTelemetry's own name for the same, which counts where this one is empty.</summary>
    public const string StandardKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Where a collector takes OTLP; empty for nowhere.</summary>
    public string Endpoint { get; init; } = "";

    public static TelemetryOptions Of(IConfiguration configuration)
    {
        var options = configuration.GetSection("Telemetry").Get<TelemetryOptions>() ?? new();
        return options.Endpoint.Length > 0 ? options : options with { Endpoint = configuration[StandardKey] ?? "" };
    }

    /// <summary>Every fault of these settings, each with the full key.</summary>
    public IEnumerable<string> Faults()
    {
        if (Endpoint.Length > 0 && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            yield return $"Telemetry:Endpoint (or {StandardKey}) must be an absolute http(s) address";
    }
}
