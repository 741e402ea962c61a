using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>What becomes of SQL Server's failures: some are nothing but a moment, and none tells strangers a value.</summary>
public sealed class ServerFailureTests : IDisposable
{
    private readonly StandInServer server = new() { Patience = TimeSpan.FromMilliseconds(100) };

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task A_write_that_was_cancelled_is_a_cancellation()
    {
        using var leaving = new CancellationTokenSource();
        server.FailOnce("UPDATE Leases", () =>
        {
            leaving.Cancel();
            return new ServerFailure(0, "Operation cancelled by user.");
        });
        await using var connection = await server.Database.OpenAsync(default);
        await Should.ThrowAsync<OperationCanceledException>(() => connection.ExecuteAsync(new CommandDefinition("UPDATE Leases SET Name = 'a'", cancellationToken: leaving.Token)));
    }

    [Fact]
    public async Task A_failure_without_cancelling_stays_a_failure()
    {
        server.FailOnce("UPDATE Leases", () => new ServerFailure(0, "Operation cancelled by user."));
        await using var connection = await server.Database.OpenAsync(default);
        await Should.ThrowAsync<ServerFailure>(() => connection.ExecuteAsync("UPDATE Leases SET Name = 'a'"));
    }

    [Fact]
    public async Task The_victim_of_a_deadlock_is_said_once_more_where_it_stands_for_itself()
    {
        server.FailOnce("UPDATE Leases", () => new ServerFailure(1205, "deadlock"));
        await using var connection = await server.Database.OpenAsync(default);
        await connection.ExecuteAsync("UPDATE Leases SET Name = 'a'");

        // Twice is a fault of ours.
        server.FailOnce("UPDATE Leases", () => new ServerFailure(1205, "deadlock"));
        server.FailOnce("UPDATE Leases", () => new ServerFailure(1205, "deadlock"));
        (await Should.ThrowAsync<ServerFailure>(() => connection.ExecuteAsync("UPDATE Leases SET Name = 'a'"))).Number.ShouldBe(1205);
    }

    [Fact]
    public async Task Within_a_transaction_the_whole_of_it_is_done_once_more()
    {
        var told = 0;
        server.FailOnce("UPDATE Leases", () => new ServerFailure(1205, "deadlock"));
        var done = await CabinetDatabase.RepeatAsync(async () =>
        {
            told++;
            await using var connection = await server.Database.OpenAsync(default);
            await using var transaction = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync("UPDATE Leases SET Name = 'a'", transaction: transaction);
            await transaction.CommitAsync();
            return true;
        }, default);
        done.ShouldBeTrue();
        told.ShouldBe(2);
    }

    [Theory]
    [InlineData(40613)]
    [InlineData(10054)]
    public async Task A_server_that_is_away_for_a_moment_is_asked_for_a_connection_twice(int number)
    {
        server.FailOnce(StandInServer.Opening, () => new ServerFailure(number, "away"));
        await using (await server.Database.OpenAsync(default))
        {
        }

        server.FailOnce(StandInServer.Opening, () => new ServerFailure(18456, "Login failed"));
        await Should.ThrowAsync<ServerFailure>(() => server.Database.OpenAsync(default));
    }

    [Fact]
    public async Task A_failure_that_quotes_a_row_keeps_its_number_alone()
    {
        var failure = ServerFailure.Of(SqlErrors.Make(2627, "The duplicate key value is (Иванов)."));
        failure.ToString().ShouldNotContain("Иванов");
        failure.Number.ShouldBe(2627);
        CabinetDatabase.IsUniqueViolation(failure).ShouldBeTrue();
        ServerFailure.Of(SqlErrors.Make(207, "Invalid column name 'X'.")).Message.ShouldContain("Invalid column");
        
        DatabaseFault.Tell(ServerFailure.Of(SqlErrors.Make(4060, "Cannot open database"))).ShouldContain("SQL Server 4060");
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Whoever_opens_a_second_connection_while_holding_the_only_one_is_found_out()
    {
        await using var first = await server.Database.OpenAsync(default);
        await Should.ThrowAsync<InvalidOperationException>(() => server.Database.OpenAsync(default));
    }

    [Fact]
    public async Task What_the_driver_does_not_know_is_refused()
    {
        await using var connection = await server.Database.OpenAsync(default);
        object list = new List<string> { "a" };
        (await Should.ThrowAsync<ArgumentException>(() => connection.QueryAsync("SELECT Name FROM Leases WHERE Name = @Names", new { Names = list }))).Message.ShouldContain("No mapping exists");
    }

    [Fact]
    public async Task A_NULL_is_of_its_column_s_type()
    {
        await using var connection = await server.Database.OpenAsync(default);
        var values = new { Id = (Guid?)null, At = (DateTimeOffset?)null, On = (DateOnly?)null, Bytes = (byte[]?)null };
        await connection.ExecuteAsync(
            "UPDATE Activations SET Id = @Id, DueAt = @At WHERE PersonId = 'x'; UPDATE People SET BirthDate = @On, SnilsIndex = @Bytes WHERE Id = 'x'", values);
        server.Asked.Last().Declaration.ShouldBe("Id UniqueIdentifier, At DateTimeOffset, On Date, Bytes VarBinary(8000)");
    }
}
