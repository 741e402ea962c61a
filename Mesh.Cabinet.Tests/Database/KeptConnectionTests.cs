using Dapper;
using Mesh.Cabinet.Database;
using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>Connections to SQLite that stay open, with their statements prepared, from one user to the next.</summary>
public sealed class KeptConnectionTests : IDisposable
{
    private const string Insert = "INSERT INTO Things (Id, Name) VALUES (@Id, @Name)";
    private const string Count = "SELECT COUNT(*) FROM Things WHERE Name = @Name";
    private readonly TestDatabase database = new();

    public KeptConnectionTests() => database.Scalar("CREATE TABLE Things (Id INTEGER PRIMARY KEY, Name TEXT NULL)");

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task A_closed_connection_serves_the_next_user_as_it_is()
    {
        var first = await database.Database.OpenAsync(default);
        await first.DisposeAsync();
        await using var second = await database.Database.OpenAsync(default);
        second.ShouldBeSameAs(first);
        await using var third = await database.Database.OpenAsync(default);
        third.ShouldNotBeSameAs(first);
    }

    [Fact]
    public async Task A_connection_that_is_closed_twice_goes_back_once()
    {
        var first = await database.Database.OpenAsync(default);
        await first.CloseAsync();
        await first.DisposeAsync();
        await using var second = await database.Database.OpenAsync(default);
        await using var third = await database.Database.OpenAsync(default);
        third.ShouldNotBeSameAs(second);
    }

    [Fact]
    public void A_connection_that_is_too_old_is_kept_no_longer_so_a_file_that_was_taken_away_is_missed()
    {
        var connections = new KeptConnections(database.Database.ConnectionString, maxAge: 0);
        var first = connections.Rent();
        first.Dispose();
        first.State.ShouldBe(System.Data.ConnectionState.Closed);
        File.Delete(database.Database.File);
        Should.Throw<SqliteException>(connections.Rent);
    }

    [Fact]
    public async Task A_kept_statement_takes_the_values_of_whoever_runs_it()
    {
        await using var connection = await database.Database.OpenAsync(default);
        await connection.ExecuteAsync(Insert, new[] { new { Id = 1, Name = "а" }, new { Id = 2, Name = "б" }, new { Id = 3, Name = "б" } });
        (await connection.ExecuteScalarAsync<int>(Count, new { Name = "а" })).ShouldBe(1);
        (await connection.ExecuteScalarAsync<int>(Count, new { Name = "б" })).ShouldBe(2);
        (await connection.ExecuteScalarAsync<int>(Count, new { Name = (string?)null })).ShouldBe(0);
        (await connection.ExecuteAsync("UPDATE Things SET Name = @Name", new { Name = "в" })).ShouldBe(3);
    }

    [Fact]
    public async Task A_statement_that_failed_runs_again()
    {
        await using var connection = await database.Database.OpenAsync(default);
        await connection.ExecuteAsync(Insert, new { Id = 1, Name = "а" });
        var failure = await Should.ThrowAsync<SqliteException>(() => connection.ExecuteAsync(Insert, new { Id = 1, Name = "б" }));
        CabinetDatabase.IsUniqueViolation(failure).ShouldBeTrue();
        (await connection.ExecuteAsync(Insert, new { Id = 2, Name = "б" })).ShouldBe(1);
        (await connection.ExecuteScalarAsync<int>(Count, new { Name = "б" })).ShouldBe(1);
    }

    [Fact]
    public async Task A_statement_that_is_still_read_may_be_run_beside()
    {
        await using var connection = await database.Database.OpenAsync(default);
        await connection.ExecuteAsync(Insert, new[] { new { Id = 1, Name = "а" }, new { Id = 2, Name = "б" } });
        const string names = "SELECT Name FROM Things ORDER BY Id";
        var pairs = new List<string>();
        await foreach (var outer in connection.QueryUnbufferedAsync<string>(names))
        {
            await foreach (var inner in connection.QueryUnbufferedAsync<string>(names))
                pairs.Add(outer + inner);
        }

        pairs.ShouldBe(["аа", "аб", "ба", "бб"]);
    }

    [Fact]
    public async Task What_was_not_committed_is_gone_before_the_next_user_comes()
    {
        await using (var connection = await database.Database.OpenAsync(default))
        {
            var transaction = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync(Insert, new { Id = 1, Name = "а" }, transaction);
        }

        await using var next = await database.Database.OpenAsync(default);
        (await next.ExecuteScalarAsync<int>(Count, new { Name = "а" })).ShouldBe(0);
        await using (var transaction = await next.BeginTransactionAsync())
        {
            await next.ExecuteAsync(Insert, new { Id = 1, Name = "а" }, transaction);
            await transaction.CommitAsync();
        }

        database.Scalar("SELECT COUNT(*) FROM Things").ShouldBe("1");
    }

    [Fact]
    public async Task A_statement_follows_a_changed_table()
    {
        await using var connection = await database.Database.OpenAsync(default);
        await connection.ExecuteAsync(Insert, new { Id = 1, Name = "а" });
        database.Scalar("DROP TABLE Things; CREATE TABLE Things (Extra TEXT NULL, Name TEXT NULL, Id INTEGER PRIMARY KEY)");
        await connection.ExecuteAsync(Insert, new { Id = 7, Name = "б" });
        database.Scalar("SELECT Id || Name FROM Things").ShouldBe("7б");
    }

    [Fact]
    public async Task Many_texts_are_run_though_few_are_kept()
    {
        await using var connection = await database.Database.OpenAsync(default);
        for (var number = 0; number < 250; number++)
            (await connection.ExecuteScalarAsync<int>($"SELECT {number} + @More", new { More = 1 })).ShouldBe(number + 1);
    }
}
