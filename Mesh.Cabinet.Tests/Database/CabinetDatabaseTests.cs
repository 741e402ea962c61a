using Dapper;
using Mesh.Cabinet.Database;
using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>What the driver's pool hands from one user of SQLite to the next, and what it must not.</summary>
public sealed class CabinetDatabaseTests : IDisposable
{
    private readonly TestDatabase database = new();

    public CabinetDatabaseTests() => database.Scalar("CREATE TABLE Things (Id INTEGER PRIMARY KEY)");

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task A_file_that_was_taken_away_is_missed_at_once_and_found_again_when_it_is_back()
    {
        await UseAsync();
        File.Move(database.Database.File, database.Database.File + "-away");
        await Should.ThrowAsync<SqliteException>(UseAsync);
        File.Move(database.Database.File + "-away", database.Database.File);
        await UseAsync();
    }

    [Fact]
    public async Task A_file_in_the_place_of_one_that_was_taken_away_is_not_taken_for_it()
    {
        await UseAsync();
        foreach (var file in Directory.GetFiles(database.Folder, "cabinet.db*"))
            File.Delete(file);
        await Should.ThrowAsync<SqliteException>(UseAsync);
        new Schema(database.Database).Migrate();
        (await Should.ThrowAsync<SqliteException>(UseAsync)).Message.ShouldContain("no such table");
    }

    [Fact]
    public async Task What_was_not_committed_is_gone_before_the_next_user_comes()
    {
        await using (var connection = await database.Database.OpenAsync(default))
        {
            var transaction = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync("INSERT INTO Things (Id) VALUES (1)", transaction: transaction);
        }

        await using var next = await database.Database.OpenAsync(default);
        (await next.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM Things")).ShouldBe(0);
    }

    [Fact]
    public async Task What_an_import_keeps_in_memory_is_nobody_elses()
    {
        await using (var bulk = await database.Database.OpenForBulkAsync(default))
            (await bulk.ExecuteScalarAsync<int>("PRAGMA cache_size")).ShouldBe(-24576);
        await using var next = await database.Database.OpenAsync(default);
        (await next.ExecuteScalarAsync<int>("PRAGMA cache_size")).ShouldNotBe(-24576);
    }

    private async Task UseAsync()
    {
        await using var connection = await database.Database.OpenAsync(default);
        await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM Things");
    }
}
