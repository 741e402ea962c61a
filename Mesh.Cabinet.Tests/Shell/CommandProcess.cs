using System.Diagnostics;
using Dapper;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>Commands as an operator starts them, one after another, on a database of their own.</summary>
internal sealed class CommandProcess : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commands-");

    public string Folder => folder.FullName;

    /// <summary>Settings of the program, by their names in the environment.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public async Task<(int ExitCode, string Output)> RunAsync(params string[] words)
    {
        var start = RunningProduct.Command(words, folder.FullName, RunningProduct.FreePort(), RunningProduct.FreePort());
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment.Remove("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES");
        start.Environment["FieldProtection__Key"] = Convert.ToBase64String(new byte[32]);
        foreach (var (key, value) in Settings)
            start.Environment[key] = value;
        start.StandardOutputEncoding = start.StandardErrorEncoding = System.Text.Encoding.UTF8;
        using var process = Process.Start(start)!;
        var printed = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(printed));
    }

    public async Task ExecuteAsync(string sql, object? values = null)
    {
        await using var connection = await Database.OpenAsync();
        await connection.ExecuteAsync(sql, values);
    }

    public async Task<string?> ScalarAsync(string sql)
    {
        await using var connection = await Database.OpenAsync();
        return await connection.ExecuteScalarAsync<string>(sql);
    }

    public void Dispose() => Database.Delete();

    private ProductDatabase Database => new(Folder);
}
