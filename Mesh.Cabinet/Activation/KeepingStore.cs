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
            SELECT {database.Top("@Most")} PersonId, Id, Login, WantedLogin, AskedLogin, MosRuLogin, JournalLogin, CompletedAt, ReopenedAt, UntiedAt, PasswordSetAt, IsPasswordOwn, LeftEnabled, DirectoryLogin, HeldOffAt, Refusals, DueAt
            FROM Activations
            WHERE DueAt <= @Now
            ORDER BY DueAt
            {database.Limit("@Most")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<ActivationRow>(new CommandDefinition(sql, new { Now = time.GetUtcNow(), Most = most }, cancellationToken: cancellation))];
    }

    /// <summary>How many are due by now, and how many the directory has refused and that are tried again later.</summary>
    public async Task<(long Due, long Refused)> WaitingAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT SUM(CASE WHEN DueAt <= @Now THEN 1 ELSE 0 END) AS Due, SUM(CASE WHEN DueAt > @Now AND Refusals > 0 THEN 1 ELSE 0 END) AS Refused
            FROM Activations
            WHERE DueAt IS NOT NULL
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var waiting = await connection.QuerySingleAsync<Waiting>(new CommandDefinition(sql, new { Now = time.GetUtcNow() }, cancellationToken: cancellation));
        return (waiting.Due ?? 0, waiting.Refused ?? 0);
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

    /// <summary>The directory's password is mos.ru's no longer, since that moment: an older one must not come in its place.</summary>
    public async Task AskAgainAsync(ActivationRow row, DateTimeOffset changedAt, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Activations SET PasswordSetAt = @ChangedAt, ReopenedAt = COALESCE(ReopenedAt, @Now), CompletedAt = NULL,
                DueAt = CASE WHEN CompletedAt IS NULL THEN DueAt ELSE NULL END
            WHERE PersonId = @PersonId AND (CompletedAt IS NOT NULL OR ReopenedAt IS NOT NULL)
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            sql, new { row.PersonId, ChangedAt = changedAt, Now = time.GetUtcNow() }, cancellationToken: cancellation));
    }

    /// <summary>The directory has the password that mos.ru had at that moment, or the school's own, as the row says; whoever was asked for it is asked no more, and the account is due.</summary>
    /// <param name="row">As it was before the directory was told.</param>
    /// <returns>False if the person has typed a password meanwhile, or is at it: nothing is written.</returns>
    public async Task<bool> PasswordSetAsync(ActivationRow row, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        const string kept = """
            UPDATE Activations SET PasswordSetAt = @At, IsPasswordOwn = @IsPasswordOwn WHERE PersonId = @PersonId AND CompletedAt IS NOT NULL
            """;
        const string spared = """
            UPDATE Activations SET PasswordSetAt = @At, IsPasswordOwn = @IsPasswordOwn, CompletedAt = @Now, ReopenedAt = NULL, DueAt = @Now
            WHERE PersonId = @PersonId AND CompletedAt IS NULL AND ReopenedAt = @ReopenedAt AND UntiedAt IS NULL AND (DueAt IS NULL OR DueAt <> @UnderWay)
            """;
        var now = time.GetUtcNow();
        var values = new { row.PersonId, At = at, Now = now, row.IsPasswordOwn, row.ReopenedAt, ActivationRow.UnderWay };
        var sql = row.CompletedAt is null ? spared : kept;
        var entry = new AuditEntry(row.IsPasswordOwn ? "password-set" : "password-followed") { PersonId = row.PersonId, Detail = row.Login };
        if (!await database.ChangeAsync(connection, transaction, sql, values, entry, now, cancellation))
            return false;

        await transaction.CommitAsync(cancellation);
        return true;
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

    private sealed record Waiting
    {
        public long? Due { get; init; }

        public long? Refused { get; init; }
    }
}
