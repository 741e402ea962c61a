using System.Diagnostics;

namespace Mesh.Cabinet.Bench.Servers;

/// <summary>What a program took from its start to its end.</summary>
/// <param name="Cpu">Processor time, up to the last look a few milliseconds before the end.</param>
/// <param name="PeakMemory">Bytes of memory that it held at most.</param>
internal sealed record WatchedRun(TimeSpan Cpu, long PeakMemory)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <exception cref="InvalidOperationException">It did not end well.</exception>
    public static Task<WatchedRun> ToEndAsync(string program, string[] arguments, params (string Key, string Value)[] settings) => ToEndAsync(program, arguments, expected: 0, settings);

    /// <param name="expected">The exit code with which it ends well.</param>
    /// <exception cref="InvalidOperationException">It ended with another.</exception>
    public static async Task<WatchedRun> ToEndAsync(string program, string[] arguments, int expected, (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(program),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in settings)
            start.Environment[key] = value;
        using var process = Process.Start(start)!;
        var printed = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        // One that has just ended shows no memory any more.
        var seen = new WatchedRun(TimeSpan.Zero, 0);
        while (!process.HasExited)
        {
            seen = Look(process) is { } look ? new WatchedRun(look.Cpu, Math.Max(seen.PeakMemory, look.PeakMemory)) : seen;
            await Task.Delay(Pause);
        }

        return process.ExitCode == expected ? seen : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}:\n{string.Concat(await printed)}");
    }

    private static WatchedRun? Look(Process process)
    {
        try
        {
            process.Refresh();
            return new WatchedRun(process.TotalProcessorTime, process.PeakWorkingSet64);
        }
        catch (InvalidOperationException)
        {
            // It has ended in this moment.
            return null;
        }
    }
}
