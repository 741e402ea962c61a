using System.Diagnostics;
using System.IO.Pipes;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mesh.Cabinet.Bench.Servers;

/// <summary>A server of its own process, watched from outside.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>The setting that brings <see cref="StartupHook"/> into a server.</summary>
    public const string Hook = "DOTNET_STARTUP_HOOKS";

    private const int AtRest = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(400);
    private readonly string program;
    private readonly Process process;
    private readonly StringBuilder output = new();

    private ServerProcess(string program, Process process, Uri address)
    {
        this.program = program;
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    public int Id => process.Id;

    /// <summary>Processor time since the start of the process.</summary>
    public TimeSpan Cpu => ServerCpu.Of(process);

    /// <summary>All that it has said so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>Bytes of memory that it has held at most.</summary>
    public long PeakMemory
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>Starts a program and waits for the first answer with status 200.</summary>
    public static async Task<ServerProcess> StartAsync(string program, IEnumerable<string> arguments, Uri address, string firstPath, params (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(program),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Hook] = typeof(ServerProcess).Assembly.Location;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        foreach (var (key, value) in settings)
            start.Environment[key] = value;

        var server = new ServerProcess(program, Process.Start(start)!, address);
        server.Listen();
        try
        {
            await server.WaitAsync(firstPath);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    /// <summary>What the server holds after all garbage is collected.</summary>
    public async Task<Kept> CollectAsync()
    {
        await using var pipe = new NamedPipeClientStream(".", StartupHook.PipeOf(Id), PipeDirection.In);
        await pipe.ConnectAsync(Patience, CancellationToken.None);
        using var reader = new BinaryReader(pipe);
        return new Kept(reader.ReadInt64(), reader.ReadInt64());
    }

    /// <summary>Waits until the server has nothing left to do, or goes on ticking: its compiler works behind its back, seconds after the last request.</summary>
    public async Task RestAsync()
    {
        var start = Stopwatch.GetTimestamp();
        TimeSpan before;
        do
        {
            before = Cpu;
            await Task.Delay(Look);
        }
        while (Cpu - before > Look / AtRest && Stopwatch.GetElapsedTime(start) < LongestRest);
    }

    /// <returns>Cores that it uses while nobody asks for anything.</returns>
    public async Task<double> LoadAsync()
    {
        var (start, before) = (Stopwatch.GetTimestamp(), Cpu);
        await Task.Delay(3 * Look);
        return (Cpu - before) / Stopwatch.GetElapsedTime(start);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
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

    private async Task WaitAsync(string path)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Patience && !process.HasExited;)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(Address, path));
                if (answer.StatusCode is HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(5);
        }

        lock (output)
            throw new InvalidOperationException($"{program} does not answer at {Address}:\n{output}");
    }
}

/// <summary>What a server keeps after a forced collection.</summary>
/// <param name="Heap">Bytes.</param>
/// <param name="Circuits">Circuits that are open or kept for those who may come back.</param>
internal sealed record Kept(long Heap, long Circuits);
