using System.Globalization;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Tests.SchoolRecords.Import;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>What a store of people at the door stands on: a database of one provider, a clock the test moves, and people u1, u2, … in the records.</summary>
internal sealed class StoreGround : IDisposable
{
    private readonly IDisposable cleanup;
    private readonly TestRoster roster;

    private StoreGround(CabinetDatabase database, IDisposable cleanup)
    {
        Database = database;
        this.cleanup = cleanup;
        roster = new TestRoster(database);
    }

    public CabinetDatabase Database { get; }

    public FieldProtection Protection => roster.Database.Protection;

    public byte[] Key => roster.Database.Key;

    public LastingKeyStore LastingKeys => new(Database, Protection);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 9, 1, 5, 0, 0, TimeSpan.Zero));

    public static async Task<StoreGround> OpenAsync(DatabaseProvider provider, int people = 3)
    {
        var (database, cleanup) = StoreContract.Open(provider);
        var ground = new StoreGround(database, cleanup);
        for (var number = 3; number <= people; number++)
            ground.roster.Users.Add($"u{number},,,Сидоров,Сидор,,,,");
        await ground.roster.CountAsync();
        return ground;
    }

    /// <summary>On a server that stays the caller's.</summary>
    public static async Task<StoreGround> OnAsync(StandInServer server)
    {
        var ground = new StoreGround(server.Database, new MemoryStream());
        await ground.roster.CountAsync();
        return ground;
    }

    /// <summary>The only value of a query, as text.</summary>
    public async Task<string> ScalarAsync(string sql)
    {
        await using var connection = await Database.OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>What the audit trail says of a person, in the order of time.</summary>
    public async Task<IReadOnlyList<string>> AuditAsync(string personId)
    {
        await using var connection = await Database.OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT Event, Detail FROM AuditTrail WHERE PersonId = '{personId}' ORDER BY Number";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(await reader.IsDBNullAsync(1) ? reader.GetString(0) : $"{reader.GetString(0)} {reader.GetString(1)}");
        return rows;
    }

    public void Dispose()
    {
        roster.Dispose();
        cleanup.Dispose();
    }
}
