using System.Diagnostics;

namespace Mesh.Cabinet.Bench.Servers;

/// <summary>Makes, on the spot, what a run measures: published programs, and the framework's own template to compare with.</summary>
internal static class Workshop
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Outside the repository, whose build settings are not the template's.</summary>
    public static string Folder { get; } = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "mesh-cabinet-bench")).FullName;

    /// <summary>Whether the programs of an earlier run are taken as they are.</summary>
    public static bool IsDone { get; set; }

    /// <summary>Publishes a project of this repository as the README says.</summary>
    /// <returns>The program.</returns>
    public static async Task<string> PublishAsync(string project)
    {
        var output = Path.Combine(Folder, project);
        if (!IsDone)
            await DotnetAsync(Root, "publish", project, "--configuration", "Release", "--output", output, "--verbosity", "quiet");
        return Path.Combine(output, project + ".dll");
    }

    /// <summary>The framework's Blazor template with Individual accounts, unchanged.</summary>
    /// <returns>The program.</returns>
    public static async Task<string> MakePeerAsync()
    {
        const string name = "Peer";
        var (source, output) = (Path.Combine(Folder, $"{name}-source"), Path.Combine(Folder, name));
        if (!Directory.Exists(source))
            await DotnetAsync(Folder, "new", "blazor", "--interactivity", "Server", "--auth", "Individual", "--name", name, "--output", source);
        if (!IsDone)
            await DotnetAsync(source, "publish", "--configuration", "Release", "--output", output, "--verbosity", "quiet");
        return Path.Combine(output, $"{name}.dll");
    }

    /// <summary>An empty folder for one server's data.</summary>
    public static string NewFolder() => Directory.CreateTempSubdirectory("mesh-cabinet-bench-").FullName;

    /// <summary>Runs a program to its end.</summary>
    public static Task RunAsync(string program, string[] arguments, params (string Key, string Value)[] settings) =>
        DotnetAsync(Folder, ["exec", program, .. arguments], settings);

    private static Task DotnetAsync(string folder, params string[] arguments) => DotnetAsync(folder, arguments, []);

    private static async Task DotnetAsync(string folder, string[] arguments, (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in settings)
            start.Environment[key] = value;
        using var process = Process.Start(start)!;
        var printed = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"dotnet {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}:\n{string.Concat(printed)}");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Mesh.Cabinet.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The benchmarks run outside the repository.");
        return folder.FullName;
    }
}
