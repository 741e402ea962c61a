using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests;

/// <summary>The product and its sandbox city as one process of their own, on free ports, with a data folder of their own.</summary>
public sealed class RunningProduct : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();

    private RunningProduct(Process process, ProductPlace place)
    {
        this.process = process;
        Place = place;
    }

    public ProductPlace Place { get; }

    /// <summary>The folder that holds the database, the sandbox's state and the key.</summary>
    public string Folder => Place.Folder;

    public Uri Cabinet => Place.Cabinet;

    public Uri City => Place.City;

    /// <summary>Everything the process has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="settings">Settings in addition, as environment variables name them.</param>
    public static async Task<RunningProduct> StartAsync(params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("mesh-cabinet-").FullName;
        var (cabinetPort, cityPort) = (FreePort(), FreePort());
        var start = Command([], folder, cabinetPort, cityPort);
        foreach (var (key, value) in settings)
            start.Environment[key] = value;
        return await StartAsync(start, new ProductPlace(folder, new Uri($"http://localhost:{cabinetPort}"), new Uri($"http://localhost:{cityPort}")));
    }

    internal static async Task<RunningProduct> StartAsync(ProcessStartInfo start, ProductPlace place)
    {
        var product = new RunningProduct(Process.Start(start)!, place);
        product.Listen();
        await product.WaitUntilReadyAsync();
        return product;
    }

    /// <summary>Ends the process as a power cut does (SIGKILL); what it has written stays.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Ends it in order, as a service manager does (SIGTERM).</summary>
    public async Task StopAsync()
    {
        await TellToEndAsync();
        await process.WaitForExitAsync();
    }

    /// <summary>Sends SIGTERM, and waits for nothing.</summary>
    public async Task TellToEndAsync()
    {
        using var signal = Process.Start("/bin/sh", ["-c", $"kill -TERM {process.Id}"]);
        await signal.WaitForExitAsync();
    }

    /// <summary>Runs one of the program's commands on this product's database.</summary>
    public Task<(int ExitCode, string Output)> RunCommandAsync(params string[] arguments) => RunCommandAsync([], arguments);

    /// <param name="settings">Settings in addition, as environment variables name them.</param>
    public async Task<(int ExitCode, string Output)> RunCommandAsync((string Key, string Value)[] settings, params string[] arguments)
    {
        var start = Command(arguments, Folder, Cabinet.Port, City.Port);
        foreach (var (key, value) in settings)
            start.Environment[key] = value;
        using var command = Process.Start(start)!;
        var printed = await Task.WhenAll(command.StandardOutput.ReadToEndAsync(), command.StandardError.ReadToEndAsync());
        await command.WaitForExitAsync();
        return (command.ExitCode, string.Concat(printed));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
        Place.Database.Delete();
    }

    /// <param name="build">The folder of a test project from which the product is run, so that it finds what stands beside it; null for its own.</param>
    internal static ProcessStartInfo Command(string[] arguments, string folder, int cabinetPort, int cityPort, string? build = null)
    {
        var program = Path.Combine(build ?? Path.Combine(TestPlaces.Root, "Mesh.Cabinet", "bin", "Debug", "net10.0"), "Mesh.Cabinet.dll");
        string[] neighbours = build is null
            ? []
            : ["--depsfile", Path.Combine(build, "Mesh.Cabinet.Tests.deps.json"), "--runtimeconfig", Path.Combine(build, "Mesh.Cabinet.Tests.runtimeconfig.json")];
        var start = new ProcessStartInfo("dotnet", ["exec", .. neighbours, program, .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "Mesh.Cabinet.Sandbox";
        start.Environment["ASPNETCORE_URLS"] = start.Environment["Site__PublicAddress"] = $"http://localhost:{cabinetPort}";
        start.Environment["Sandbox__Address"] = $"http://localhost:{cityPort}";
        start.Environment["Sandbox__MailPort"] = $"{FreePort()}";
        foreach (var (key, value) in new ProductDatabase(folder).Settings())
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return start;
    }

    private void Listen()
    {
        void Keep(object _, DataReceivedEventArgs line)
        {
            lock (output)
                output.AppendLine(line.Data);
        }

        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private async Task WaitUntilReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Place.Inside ?? Cabinet };
        while (true)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The product ended with {process.ExitCode}:\n{Output}");
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.StatusCode is HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>What stays of a product when its process ends: its data and its addresses.</summary>
/// <param name="Cabinet">Where people come to.</param>
/// <param name="Inside">Where it listens itself, if that is not the same.</param>
public sealed record ProductPlace(string Folder, Uri Cabinet, Uri City, Uri? Inside = null)
{
    internal ProductDatabase Database => new(Folder);
}
