namespace Mesh.Cabinet.Sandbox.Running;

/// <summary>Starts the city before the product answers and stops it with the product.</summary>
internal sealed partial class RideAlongService(IConfiguration configuration, ILoggerFactory logging, bool cabinetIsNew) : IHostedService
{
    private readonly ILogger logger = logging.CreateLogger<RideAlongService>();
    private RunningCity? city;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        city = await RunningCity.StartAsync(SandboxSettings.From(configuration), cabinetIsNew, logging, cancellationToken);
        LogReady(city.Settings.At(""), city.City.Citizens.Count, city.Settings.CityFolder);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (city is not null)
            await city.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The sandbox city is ready at {Address}: {Citizens} citizens of {Folder}")]
    private partial void LogReady(string address, int citizens, string folder);
}
