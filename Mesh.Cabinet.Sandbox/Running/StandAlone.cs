using Microsoft.Extensions.Logging.Console;

namespace Mesh.Cabinet.Sandbox.Running;

/// <summary>Runs the city without the product, for a product that runs elsewhere or in Release.</summary>
internal static class StandAlone
{
    private const int Refused = 2;

    /// <returns>0 after an orderly end, 2 if it could not start.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        var environment = configuration["environment"] ?? configuration["ASPNETCORE_ENVIRONMENT"] ?? configuration["DOTNET_ENVIRONMENT"] ?? Environments.Production;
        if (string.Equals(environment, Environments.Production, StringComparison.OrdinalIgnoreCase))
        {
            await Console.Error.WriteLineAsync("The sandbox does not run in Production: anybody could sign in there as anybody. Set ASPNETCORE_ENVIRONMENT=Development on a machine for trying things out.");
            return Refused;
        }

        using var logging = LoggerFactory.Create(log => log.SetMinimumLevel(LogLevel.Warning)
            .AddSimpleConsole(console => console.ColorBehavior = LoggerColorBehavior.Disabled));
        try
        {
            var settings = SandboxSettings.From(configuration);
            var startsAnew = settings.CabinetFile is { } file && !File.Exists(file);
            await using var city = await RunningCity.StartAsync(settings, startsAnew, logging, CancellationToken.None);
            await DescribeAsync(city, configuration);
            await WaitForTheEndAsync();
            return 0;
        }
        catch (SandboxFault fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return Refused;
        }
    }

    private static async Task DescribeAsync(RunningCity city, IConfiguration configuration)
    {
        var lifespan = city.Settings.CabinetFile is { } file ? $", and forgotten at a start where {file} does not exist" : "";
        await Console.Out.WriteLineAsync($"""
            The sandbox city is ready at {city.Settings.At("")}: {city.City.Citizens.Count} citizens of {city.Settings.CityFolder}
            Its state is kept in {city.Settings.StateFile}{lifespan}
            A product that runs elsewhere needs these settings, given to it as environment variables:
            """);
        foreach (var (key, value) in RideAlongSettings.For(configuration).Where(setting => !setting.Key.StartsWith("Logging", StringComparison.Ordinal)))
            await Console.Out.WriteLineAsync($"  {key.Replace(":", "__", StringComparison.Ordinal)}={value}");
        await Console.Out.WriteLineAsync($"""
              In Production, where it must be said what a provider has verified without a word: MosRu__VouchesFor__0=snils, Gosuslugi__VouchesFor__0=snils
              and the Address of the entries journal and diary under Services: {city.Settings.At("/journal")}, {city.Settings.At("/diary")}
            Ctrl+C stops it.
            """);
    }

    private static async Task WaitForTheEndAsync()
    {
        var end = new TaskCompletionSource();
        using var interrupt = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGINT, End);
        using var terminate = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, End);
        await end.Task;

        void End(System.Runtime.InteropServices.PosixSignalContext signal)
        {
            signal.Cancel = true;
            end.TrySetResult();
        }
    }
}
