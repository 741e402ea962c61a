using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Activation;

/// <summary>Which accounts of the directory are to be looked at, and when: a queue that survives restarts.</summary>
internal sealed class KeepingStore(CabinetDatabase database, TimeProvider time)
{
    // How far the clocks of two nodes may differ: a domain refuses Kerberos beyond that (MaxClockSkew).
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Another keeper has put off what is due soon, by its own clock. It is due now; a reservation counts as under way, so that whoever
    /// may still be at it gets the whole pause.
    /// </summary>
    /// <param name="pause">How long a keeper puts off.</param>
    public async Task TakeOverAsync(TimeSpan pause, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Activations SET DueAt = CASE WHEN CompletedAt IS NULL THEN @UnderWay ELSE @Now END WHERE DueAt > @Now AND DueAt <= @Soon
            """;
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            sql, new { ActivationRow.UnderWay, Now = now, Soon = now + pause + ClockSkew }, cancellationToken: cancellation));
    }

    /// <summary>Puts the activations of these people into the queue, whoever of them has one.</summary>
    public async Task MarkDueAsync(IEnumerable<string> personIds, CancellationToken cancellation)
    {
        var sql = $"""
            UPDATE Activations SET DueAt = @Now WHERE PersonId IN {database.List("@PersonIds")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        foreach (var batch in personIds.Chunk(CabinetDatabase.MaxListLength))
            await connection.ExecuteAsync(new CommandDefinition(sql, new { PersonIds = Dialect.ListValue(batch), Now = time.GetUtcNow() }, cancellationToken: cancellation));
    }

    /// <summary>Activations that are due by now, whoever waits longest first.</summary>
    public async Task<IReadOnlyList<ActivationRow>> DueAsync(int most, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} PersonId, Id, Login, WantedLogin, AskedLogin, MosRuLogin, JournalLogin, CompletedAt, ReopenedAt, UntiedAt, PasswordSetAt, LeftEnabled, DirectoryLogin, HeldOffAt, Refusals, DueAt
            FROM Activations
            WHERE DueAt <= @Now
            ORDER BY DueAt
            {database.Limit("@Most")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<ActivationRow>(new CommandDefinition(sql, new { Now = time.GetUtcNow(), Most = most }, cancellationToken: cancellation))];
    }

    /// <summary>The directory is as it should be until that moment; null if no date changes it. An account that was put into the queue again meanwhile stays there.</summary>
    public Task KeptAsync(ActivationRow row, DateTimeOffset? until, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Activations SET KeptAt = @Now, Refusals = 0, DueAt = @DueAt WHERE PersonId = @PersonId AND DueAt = @Seen
            """;
        return ExecuteAsync(sql, row, until, cancellation);
    }

    public Task PostponeAsync(ActivationRow row, DateTimeOffset until, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Activations SET DueAt = @DueAt WHERE PersonId = @PersonId AND DueAt = @Seen
            """;
        return ExecuteAsync(sql, row, until, cancellation);
    }

    /// <summary>The directory refused the object once more (E45).</summary>
    public Task RefusedAsync(ActivationRow row, DateTimeOffset until, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Activations SET Refusals = Refusals + 1, DueAt = CASE WHEN DueAt = @Seen THEN @DueAt ELSE DueAt END WHERE PersonId = @PersonId
            """;
        return ExecuteAsync(sql, row, until, cancellation);
    }

    /// <summary>Remembers that we switch the object off, before it is done: a crash in between must not look like an administrator's word (E56).</summary>
    public Task SwitchingOffAsync(ActivationRow row, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Activations SET LeftEnabled = @LeftEnabled WHERE Id = @Id
            """;
        return RememberAsync(sql, row with { LeftEnabled = false }, cancellation);
    }

    /// <summary>Remembers how the directory holds the object.</summary>
    public Task SeenAsync(ActivationRow row, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Activations SET LeftEnabled = @LeftEnabled, DirectoryLogin = @DirectoryLogin, HeldOffAt = @HeldOffAt WHERE Id = @Id
            """;
        return RememberAsync(sql, row, cancellation);
    }

    /// <summary>The account needs its password again: the login stays the person's, and the password is asked once at the next sign-in.</summary>
    public Task ReopenAsync(ActivationRow row, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Activations SET CompletedAt = NULL, ReopenedAt = @Now, DueAt = @DueAt WHERE PersonId = @PersonId AND CompletedAt IS NOT NULL
            """;
        return ExecuteAsync(sql, row, null, cancellation);
    }

    /// <summary>The directory has the password that mos.ru had at that moment.</summary>
    public async Task PasswordSetAsync(ActivationRow row, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        const string set = """
            UPDATE Activations SET PasswordSetAt = @At WHERE PersonId = @PersonId
            """;
        await connection.ExecuteAsync(new CommandDefinition(set, new { row.PersonId, At = at }, transaction, cancellationToken: cancellation));
        var entry = new AuditEntry("password-followed") { PersonId = row.PersonId, Detail = row.Login };
        await AuditTrail.WriteAsync(connection, transaction, entry, time.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task RememberAsync(string sql, ActivationRow row, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var values = new { row.Id, row.LeftEnabled, row.DirectoryLogin, row.HeldOffAt };
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
    }

    private async Task ExecuteAsync(string sql, ActivationRow row, DateTimeOffset? due, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            sql, new { row.PersonId, DueAt = due, Seen = row.DueAt, Now = time.GetUtcNow() }, cancellationToken: cancellation));
    }
}
