using System.Text.Json;

namespace Mesh.Cabinet.Bench.Servers;

/// <summary>A city's records and the database that they are imported into, without a server.</summary>
internal sealed class ImportedCity : IDisposable
{
    private static readonly Uri Nowhere = new("http://localhost:1");
    private readonly string product;

    private ImportedCity(string product, string folder)
    {
        this.product = product;
        Folder = folder;
    }

    public string Folder { get; }

    public string File => Path.Combine(Folder, "cabinet.db");

    private string Records => Path.Combine(Folder, "city", "records");

    /// <summary>Writes the files; nothing is imported yet.</summary>
    /// <param name="people">How many the school records hold.</param>
    /// <param name="accounts">How many of them have an account at mos.ru.</param>
    public static async Task<ImportedCity> WriteAsync(int people, int accounts)
    {
        var (product, sandbox) = (await Workshop.PublishAsync("Mesh.Cabinet"), await Workshop.PublishAsync("Mesh.Cabinet.Sandbox"));
        var city = new ImportedCity(product, Workshop.NewFolder());
        await Workshop.RunAsync(sandbox, ["city", Path.Combine(city.Folder, "city"), "--people", $"{people}", "--accounts", $"{accounts}"]);
        return city;
    }

    /// <param name="isRefusing">The files hold rows that must be refused, which its exit code says.</param>
    public Task<WatchedRun> ImportAsync(bool isRefusing = false) =>
        WatchedRun.ToEndAsync(product, ["records", "import", Records], isRefusing ? 1 : 0, RunningCity.Settings(Folder, Nowhere, Nowhere));

    /// <summary>Adds rows to a file.</summary>
    /// <param name="row">Writes one, by the names of the columns and its number.</param>
    public async Task AppendAsync(string file, int rows, Func<IReadOnlyList<string>, int, string> row)
    {
        var path = Path.Combine(Records, file);
        var columns = System.IO.File.ReadLines(path).First().TrimStart('\uFEFF').Split(',');
        await using var writer = System.IO.File.AppendText(path);
        for (var number = 0; number < rows; number++)
            await writer.WriteLineAsync(row(columns, number));
    }

    /// <summary>Nothing is imported yet.</summary>
    public void Forget()
    {
        foreach (var file in Directory.GetFiles(Folder, Path.GetFileName(File) + "*"))
            System.IO.File.Delete(file);
    }

    /// <summary>Reads the files and checks every row, with no database.</summary>
    public Task<WatchedRun> CheckAsync() => WatchedRun.ToEndAsync(product, ["records", "check", Records], RunningCity.Settings(Folder, Nowhere, Nowhere));

    /// <summary>Rows of all files, heads apart.</summary>
    public long CountRows() => Directory.EnumerateFiles(Records, "*.csv").Sum(file => System.IO.File.ReadLines(file).LongCount() - 1);

    public async Task<IReadOnlyList<CityPerson>> AccountsAsync()
    {
        await using var citizens = System.IO.File.OpenRead(Path.Combine(Folder, "city", "citizens.json"));
        return (await JsonSerializer.DeserializeAsync<List<CityPerson>>(citizens, JsonSerializerOptions.Web))!;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>Somebody as the sandbox's mos.ru knows them.</summary>
internal sealed record CityPerson
{
    public required string Sub { get; init; }

    public required string Via { get; init; }

    public string? Login { get; init; }

    public string? LastName { get; init; }

    public string? FirstName { get; init; }

    public string? MiddleName { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public string? Snils { get; init; }
}
