using Dapper;
using Mesh.Cabinet.Audit;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Tests.Database;
using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Tests.Audit;

/// <summary>Whoever has the database and no key changes something at random: it is found, and where.</summary>
public sealed class TamperingTests
{
    private const int Entries = 48;
    private static readonly int Changes = TestPlaces.IsFull ? 1000 : 60;
    private static readonly string[] Texts = ["PersonId", "Provider", "Subject", "Event", "Detail", "ByPersonId", "Device", "At"];
    private static readonly string[] Seals = ["RecordBinding", "AccountBinding", "ByBinding", "Seal"];

    [Fact]
    public async Task A_changed_a_missing_an_added_and_a_misplaced_row_and_a_changed_byte_are_each_found_at_their_place()
    {
        using var ground = await StoreGround.OpenAsync(DatabaseProvider.Sqlite);
        var chain = new ChainGround(ground.Database, ground.Protection, ground.Time);
        await chain.FillAsync(Entries);
        await chain.SealAsync();
        var whole = ground.Database.File;
        await ground.Database.CheckpointAsync(default);
        SqliteConnection.ClearAllPools();

        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var number = 0; number < Changes; number++)
        {
            var copy = Path.Combine(ground.Database.Folder, $"tampered-{number}.db");
            File.Copy(whole, copy);
            var tampered = new CabinetDatabase(DatabaseProvider.Sqlite, $"Data Source={copy};Pooling=False");
            var (what, fault, added) = await ChangeAsync(tampered, random, number % 9);
            var report = await new ChainGround(tampered, ground.Protection, ground.Time).LookAsync();
            (report.Fault, report.AddedEntry).ShouldBe((fault, added), $"seed {seed}, change {number}: {what}");
            foreach (var file in Directory.GetFiles(ground.Database.Folder, $"tampered-{number}.db*"))
                File.Delete(file);
        }
    }

    private static async Task<(string What, ChainFault? Fault, long? Added)> ChangeAsync(CabinetDatabase database, Random random, int kind)
    {
        await using var connection = await database.OpenAsync(default);
        var place = random.Next(1, Entries + 1);
        var number = await connection.ExecuteScalarAsync<long>("SELECT EntryNumber FROM AuditSeals WHERE Sequence = @place", new { place });
        var other = random.Next(1, Entries + 1);
        while (other == place)
            other = random.Next(1, Entries + 1);
        switch (kind)
        {
            case 0:
                return await ByteAsync(connection, random, "AuditTrail", "Number", number, Texts, new ChainFault.Changed(place, number));
            case 1:
                return await ByteAsync(connection, random, "AuditSeals", "Sequence", place, Seals, new ChainFault.Changed(place, number));
            case 2:
                await connection.ExecuteAsync("DELETE FROM AuditTrail WHERE Number = @number", new { number });
                return ("an entry is gone", new ChainFault.EntryMissing(place, number), null);
            case 3 when place < Entries:
                await connection.ExecuteAsync("DELETE FROM AuditTrail WHERE Number = @number; DELETE FROM AuditSeals WHERE Sequence = @place", new { number, place });
                return ("an entry is gone with its place", new ChainFault.PlaceMissing(place), null);
            case 3:
                await connection.ExecuteAsync("DELETE FROM AuditTrail WHERE Number = @number; DELETE FROM AuditSeals WHERE Sequence = @place", new { number, place });
                return ("the last entry is gone with its place", new ChainFault.Shortened(place, place), null);
            case 4:
                return await SwapAsync(connection, place, other);
            case 5:
                await connection.ExecuteAsync("INSERT INTO AuditTrail (At, PersonId, Provider, Subject, Event, Detail, ByPersonId, Device) SELECT At, PersonId, Provider, Subject, Event, Detail, ByPersonId, Device FROM AuditTrail WHERE Number = @number", new { number });
                return ("an entry is there twice", null, await connection.ExecuteScalarAsync<long>("SELECT MAX(Number) FROM AuditTrail"));
            case 6 when await connection.ExecuteScalarAsync<string?>("SELECT RecordKey FROM AuditSeals WHERE Sequence = @place", new { place }) is { } key:
                var first = await connection.QueryFirstAsync<(long, long)>("SELECT Sequence, EntryNumber FROM AuditSeals WHERE RecordKey = @key OR ByKey = @key ORDER BY Sequence", new { key });
                await connection.ExecuteAsync("DELETE FROM AuditKeys WHERE Id = @key; INSERT INTO AuditErasedKeys (Id, Mark) VALUES (@key, @mark)", new { key, mark = new byte[32] });
                await connection.ExecuteAsync("UPDATE AuditTrail SET PersonId = NULL, Detail = NULL, Device = NULL WHERE Number IN (SELECT EntryNumber FROM AuditSeals WHERE RecordKey = @key)", new { key });
                return ("a person is gone without an erasure", new ChainFault.Changed(first.Item1, first.Item2), null);
            case 7:
                var last = await connection.ExecuteScalarAsync<long>("SELECT EntryNumber FROM AuditSeals WHERE Sequence = @other", new { other });
                await connection.ExecuteAsync("DELETE FROM AuditSeals WHERE Sequence = @other; UPDATE AuditSeals SET EntryNumber = @last WHERE Sequence = @place", new { other, place, last });
                return place < other
                    ? ("a place seals another's entry", new ChainFault.Changed(place, last), number)
                    : ("a place seals another's entry", other < Entries ? new ChainFault.PlaceMissing(other) : new ChainFault.Changed(place, last), number);
            default:
                await connection.ExecuteAsync("UPDATE AuditTrail SET Detail = 'x' || COALESCE(Detail, '') WHERE Number = @number", new { number });
                return ("a detail is another", new ChainFault.Changed(place, number), null);
        }
    }

    // One byte of one value of the row that holds any.
    private static async Task<(string What, ChainFault? Fault, long? Added)> ByteAsync(System.Data.Common.DbConnection connection, Random random, string table, string key, long row, string[] columns, ChainFault fault)
    {
        var held = new List<(string Column, byte[] Value)>();
        foreach (var column in columns)
        {
            if (await connection.ExecuteScalarAsync<byte[]?>($"SELECT CAST({column} AS BLOB) FROM {table} WHERE {key} = @row", new { row }) is { Length: > 0 } value)
                held.Add((column, value));
        }

        var (name, bytes) = held[random.Next(held.Count)];
        var at = random.Next(bytes.Length);
        bytes[at] ^= (byte)(1 << random.Next(7));
        var isText = table == "AuditTrail";
        await connection.ExecuteAsync($"UPDATE {table} SET {name} = {(isText ? "CAST(@bytes AS TEXT)" : "@bytes")} WHERE {key} = @row", new { bytes, row });
        return ($"byte {at} of {table}.{name}", fault, null);
    }

    private static async Task<(string What, ChainFault? Fault, long? Added)> SwapAsync(System.Data.Common.DbConnection connection, int place, int other)
    {
        var numbers = (await connection.QueryAsync<long>("SELECT EntryNumber FROM AuditSeals WHERE Sequence IN (@place, @other) ORDER BY Sequence", new { place, other })).AsList();
        var values = new { one = numbers[0], two = numbers[1] };
        await connection.ExecuteAsync("UPDATE AuditTrail SET Number = -1 WHERE Number = @one; UPDATE AuditTrail SET Number = @one WHERE Number = @two; UPDATE AuditTrail SET Number = @two WHERE Number = -1", values);
        return ("two entries have changed places", new ChainFault.Changed(Math.Min(place, other), numbers[0]), null);
    }
}
