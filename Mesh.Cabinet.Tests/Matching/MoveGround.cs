using Dapper;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Children;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Provider;
using Mesh.Cabinet.Tests.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>People u1, u2, … of whom u1 has a row wherever a person can have one, and the followers as the product registers them.</summary>
internal sealed class MoveGround : IAsyncDisposable
{
    private readonly WebApplication features;

    private MoveGround(StoreGround stores)
    {
        Stores = stores;
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSingleton(stores.Database).AddSingleton<TimeProvider>(stores.Time);
        builder.AddActivation();
        builder.AddMyServices();
        builder.AddDevices();
        builder.AddChildren();
        builder.AddCases();
        builder.AddProvider();
        features = builder.Build();
        Changes = new TieChangesStore(stores.Database, features.Services.GetServices<IRecordFollower>(), stores.Time);
    }

    public StoreGround Stores { get; }

    public TieChangesStore Changes { get; }

    public static async Task<MoveGround> OpenAsync(DatabaseProvider provider)
    {
        var ground = new MoveGround(await StoreGround.OpenAsync(provider, people: 5));
        await ground.FillAsync();
        return ground;
    }

    public async Task<int> CountAsync(string column, string personId)
    {
        var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
        await using var connection = await Stores.Database.OpenAsync(default);
        return await connection.ExecuteScalarAsync<int>($"SELECT COUNT(*) FROM {table} WHERE {name} = @personId", new { personId });
    }

    public async Task ExecuteAsync(string sql, object? values = null)
    {
        await using var connection = await Stores.Database.OpenAsync(default);
        await connection.ExecuteAsync(sql, values);
    }

    public async ValueTask DisposeAsync()
    {
        await features.DisposeAsync();
        Stores.Dispose();
    }

    private async Task FillAsync()
    {
        var values = new { Now = Stores.Time.GetUtcNow(), Id = Guid.CreateVersion7(), Bytes = new byte[32] };
        await ExecuteAsync("INSERT INTO Ties (PersonId, Provider, Subject, TiedAt) VALUES ('u1', 'MosRu', 'anna', @Now)", values);
        await ExecuteAsync("INSERT INTO RefusedTies (PersonId, Provider, Subject, RefusedAt) VALUES ('u1', 'MosRu', 'boris', @Now), ('u2', 'MosRu', 'boris', @Now), ('u2', 'MosRu', 'anna', @Now)", values);
        await ExecuteAsync("INSERT INTO FormerRecords (FormerId, PersonId, MovedAt) VALUES ('u3', 'u1', @Now)", values);
        await ExecuteAsync("""
            INSERT INTO Activations (PersonId, Id, Login, FoldedLogin, WantedLogin, AskedLogin, MosRuLogin, ReservedAt, CompletedAt)
            VALUES ('u1', @Id, 'Anna', 'anna', 'Anna', 'Anna', 'anna.mos', @Now, @Now)
            """, values);
        await ExecuteAsync("INSERT INTO PasswordTries (PersonId, Tries) VALUES ('u1', 3), ('u2', 1)");
        await ExecuteAsync("""
            INSERT INTO Devices (Id, CredentialId, OwnerKey, Provider, Subject, PersonId, Name, Browser, ServiceKey, ProfileProtected, PublicKey, SignCount, Transports, IsBackupEligible, IsBackedUp, BoundAt, VouchedAt)
            VALUES (@Id, @Bytes, 'key', 'MosRu', 'anna', 'u1', 'Телефон', 'Firefox', 'diary', @Bytes, @Bytes, 0, '', 0, 0, @Now, @Now)
            """, values);
        await ExecuteAsync("INSERT INTO ChildAccounts (PersonId, Id, Login, RequestedBy, RequestedAt) VALUES ('u1', @Id, 'anna', 'u1', @Now)", values);
        await ExecuteAsync("INSERT INTO ChildConsents (Id, PersonId, ByPersonId, Version, TextHash, GivenAt) VALUES (@Id, 'u1', 'u1', 1, @Bytes, @Now)", values);
        await ExecuteAsync("INSERT INTO ChildTries (PersonId, Kind, Tries, EndsAt) VALUES ('u1', 'login', 3, @Now), ('u2', 'login', 1, @Now)", values);
        await ExecuteAsync("INSERT INTO PersonKeys (PersonId, RandomKey) VALUES ('u1', @key), ('u2', @other)", new { key = new byte[32], other = Enumerable.Repeat((byte)1, 32).ToArray() });
        await ExecuteAsync("INSERT INTO ServiceSchools (PersonId, ClientId, SchoolId) VALUES ('u1', 'journal', 'school-1'), ('u2', 'journal', 'school-2')");
        await ExecuteAsync("INSERT INTO ServiceShelves (PersonId, Keys, Favourites, IsList) VALUES ('u1', '[\"diary\"]', '[]', 0), ('u2', '[]', '[]', 0)");
        await ExecuteAsync("INSERT INTO SupportCases (Id, Kind, PersonId, OpenKey, OpenedAt) VALUES (@Id, 'LoginsDiffer', 'u1', 'LoginsDiffer/u1', @Now)", values);
    }
}
