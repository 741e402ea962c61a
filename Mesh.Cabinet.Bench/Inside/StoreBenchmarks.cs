using BenchmarkDotNet.Attributes;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SignIn;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Bench.Inside;

/// <summary>What a store costs beside the same statement without one, on SQLite.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class StoreBenchmarks : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mesh-cabinet-bench-").FullName;
    private readonly CityProfile profile = new() { Provider = CityProvider.MosRu, Subject = "anna", Login = "petrova_anna", FamilyName = "Петрова" };
    private CabinetDatabase database = null!;
    private SessionStore sessions = null!;
    private PasswordTryStore tries = null!;
    private string secret = "";

    [GlobalSetup]
    public async Task MakeAsync()
    {
        database = new CabinetDatabase(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "cabinet.db")}");
        new Schema(database).Migrate();
        sessions = new SessionStore(database, new FieldProtection(new byte[FieldProtection.KeySize]), Options.Create(new SessionOptions()), TimeProvider.System);
        tries = new PasswordTryStore(database, TimeProvider.System);
        secret = await sessions.OpenAsync(new ProviderAnswer(profile), "bench", CancellationToken.None);
    }

    [Benchmark(Description = "a connection opened and given back")]
    public async Task OpenAsync()
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
    }

    [Benchmark(Description = "a row by its key, without a store")]
    public object? BareRow()
    {
        using var connection = new SqliteConnection(database.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT ProfileProtected FROM Sessions WHERE Id = $id";
        command.Parameters.AddWithValue("$id", new byte[32]);
        return command.ExecuteScalar();
    }

    [Benchmark(Description = "a session looked up, its profile decrypted")]
    public async Task<object?> SessionAsync() => await sessions.FindBySecretAsync(secret, CancellationToken.None);

    [Benchmark(Description = "a session opened")]
    public async Task<object?> NewSessionAsync() => await sessions.OpenAsync(new ProviderAnswer(profile), "bench", CancellationToken.None);

    [Benchmark(Description = "tries of a password looked at")]
    public async Task<object> TriesAsync() => await tries.LookAsync("u1", CancellationToken.None);

    [GlobalCleanup]
    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
