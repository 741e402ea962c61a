namespace Mesh.Cabinet.Sandbox.Running;

/// <summary>Starts the city before the product answers and stops it with the product.</summary>
internal sealed partial class RideAlongService(IConfiguration configuration, ILoggerFactory logging, bool cabinetIsNew) : IHostedService
{
    private const int CannotStart = 2;
    private readonly ILogger logger = logging.CreateLogger<RideAlongService>();
    private RunningCity? city;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            city = await RunningCity.StartAsync(SandboxSettings.From(configuration), cabinetIsNew, logging, cancellationToken);
        }
        catch (SandboxFault fault)
        {
            // For a person at a terminal: the reason, and not where in the code it was found.
            await Console.Error.WriteLineAsync(fault.Message);
            Environment.Exit(CannotStart);
        }

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
