using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>A script of <c>Parts/Node</c> on a free port. It ends with the test, however that ends.</summary>
internal sealed class NodeProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeProgram(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Everything it has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>Starts it and waits for its line «ready».</summary>
    /// <param name="script">A file of <c>Parts/Node</c>.</param>
    /// <param name="environment">What it is told beside its <c>PORT</c> and <c>ADDRESS</c>.</param>
    public static async Task<NodeProgram> StartAsync(string script, params (string Key, string Value)[] environment)
    {
        var port = RunningProduct.FreePort();
        var address = new Uri($"http://localhost:{port}");
        var start = new ProcessStartInfo("node", [script])
        {
            WorkingDirectory = NodePart.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["ADDRESS"] = address.GetLeftPart(UriPartial.Authority);
        foreach (var (key, value) in environment)
            start.Environment[key] = value;

        var program = new NodeProgram(Process.Start(start)!, address);
        program.Listen();
        try
        {
            await program.ready.Task.WaitAsync(Patience);
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
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
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The part in Node ended: {Output}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        lock (output)
            output.AppendLine(line);
        if (line == "ready")
            ready.TrySetResult();
    }
}
