using System.Diagnostics;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>A program of Debian's, run to its end.</summary>
internal static class PartProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <param name="input">What it reads, such as a password that must stand in no list of processes.</param>
    /// <returns>Its exit code and all it printed.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program, IEnumerable<string> arguments, string? input = null, params (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in environment)
            start.Environment[key] = value;

        using var process = Process.Start(start)!;
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It knew its answer before it had read all.
        }

        var printed = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        }
        catch (Exception)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, string.Concat(await printed));
    }

    /// <exception cref="InvalidOperationException">It ended with an error, which the message holds.</exception>
    public static async Task MustRunAsync(string program, params string[] arguments)
    {
        var (exitCode, output) = await RunAsync(program, arguments);
        if (exitCode != 0)
            throw new InvalidOperationException($"{program} ended with {exitCode}: {output}");
    }
}
