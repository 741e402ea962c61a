using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;

namespace Mesh.Cabinet.Matching;

/// <summary>Ends and moves ties, each with all that follows in one transaction and with the operator's reason in the audit trail.</summary>
internal sealed class TieChangesStore(CabinetDatabase database, IEnumerable<IRecordFollower> followers, TimeProvider time, IOutbox? outbox = null)
{
    /// <summary>What the audit trail keeps of a reason.</summary>
    public const int MaxReasonLength = 255;

    /// <summary>Parts the account from the record, for good: it is not tied there again by itself.</summary>
    public async Task<ReleaseOutcome> ReleaseAsync(string personId, TiedAccount account, string why, CancellationToken cancellation)
    {
        await using var work = await TieWork.BeginAsync(database, time, cancellation);
        const string delete = """
            DELETE FROM Ties WHERE PersonId = @PersonId AND Provider = @Provider AND Subject = @Subject
            """;
        const string refuse = """
            INSERT INTO RefusedTies (PersonId, Provider, Subject, RefusedAt) SELECT @PersonId, @Provider, @Subject, @Now
            WHERE NOT EXISTS (SELECT 1 FROM RefusedTies WHERE PersonId = @PersonId AND Provider = @Provider AND Subject = @Subject)
            """;
        var tie = new { PersonId = personId, account.Provider, account.Subject, work.Now };
        if (await work.RunAsync(delete, tie) == 0)
            return new ReleaseOutcome.NotTied();

        await work.RunAsync(refuse, tie);
        foreach (var follower in followers)
            await follower.UntiedAsync(work.Connection, work.Transaction, personId, cancellation);
        await work.AuditAsync("tie-released", personId, account, why);
        await work.CommitAsync();
        return new ReleaseOutcome.Released(account);
    }

    /// <summary>Everything of one record becomes another's, which has nothing of its own yet.</summary>
    /// <param name="letters">Word to the other record's contacts, if an account comes along (D19).</param>
    public Task<MoveOutcome> MoveAsync(
        string from, string to, string why, CancellationToken cancellation, IReadOnlyList<OutgoingLetter>? letters = null) => WithoutRaceAsync(async () =>
    {
        await using var work = await TieWork.BeginAsync(database, time, cancellation);
        if (await work.AccountOfAsync(to) is not null)
            return new MoveOutcome.TargetInUse(to);
        foreach (var follower in followers)
        {
            if (await follower.HasOwnAsync(work.Connection, work.Transaction, to, cancellation))
                return new MoveOutcome.TargetInUse(to);
        }

        var account = await work.AccountOfAsync(from);
        var moved = await MoveTieAsync(work, from, to, account);
        foreach (var follower in followers)
            moved += await follower.MoveAsync(work.Connection, work.Transaction, from, to, cancellation);
        if (moved == 0)
            return new MoveOutcome.NothingThere(from);

        await work.AuditAsync("tie-moved", from, null, why);
        await work.AuditAsync("tie-moved", to, account, why);
        if (account is not null)
            await TellAsync(work, letters, cancellation);
        await work.CommitAsync();
        return new MoveOutcome.Moved();
    });

    /// <summary>The record becomes another account's; the login and all else stay with the record.</summary>
    /// <param name="letters">Word to the record's contacts (D19).</param>
    public Task<MoveOutcome> MoveAccountAsync(
        string personId, TiedAccount? before, TiedAccount account, string why, CancellationToken cancellation, IReadOnlyList<OutgoingLetter>? letters = null) => WithoutRaceAsync(async () =>
    {
        await using var work = await TieWork.BeginAsync(database, time, cancellation);
        if (await work.RecordOfAsync(account) is { } other)
            return new MoveOutcome.AccountInUse(other);
        if (await work.AccountOfAsync(personId) != before)
            return new MoveOutcome.ChangedMeanwhile();

        const string delete = """
            DELETE FROM Ties WHERE PersonId = @PersonId
            """;
        const string allow = """
            DELETE FROM RefusedTies WHERE PersonId = @PersonId AND Provider = @Provider AND Subject = @Subject
            """;
        const string insert = """
            INSERT INTO Ties (PersonId, Provider, Subject, TiedAt) VALUES (@PersonId, @Provider, @Subject, @Now)
            """;
        var tie = new { PersonId = personId, account.Provider, account.Subject, work.Now };
        foreach (var sql in (string[])[delete, allow, insert])
            await work.RunAsync(sql, tie);
        foreach (var follower in followers)
            await follower.UntiedAsync(work.Connection, work.Transaction, personId, cancellation);
        await work.AuditAsync("tie-account-changed", personId, account, why);
        if (before is not null)
            await work.AuditAsync("tie-released", null, before, why);
        await TellAsync(work, letters, cancellation);
        await work.CommitAsync();
        return new MoveOutcome.Moved();
    });

    public async Task<IReadOnlyList<TiedAccount>> RefusedAsync(string personId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Provider, Subject FROM RefusedTies WHERE PersonId = @PersonId ORDER BY RefusedAt
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<TiedAccount>(new CommandDefinition(sql, new { PersonId = personId }, cancellationToken: cancellation))];
    }

    private async Task TellAsync(TieWork work, IReadOnlyList<OutgoingLetter>? letters, CancellationToken cancellation)
    {
        if (outbox is not null && letters is not null)
            await outbox.AddAsync(work.Connection, work.Transaction, letters, cancellation);
    }

    // The person may come for the record in the same moment: the unique indexes decide.
    private static async Task<MoveOutcome> WithoutRaceAsync(Func<Task<MoveOutcome>> move)
    {
        try
        {
            return await move();
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return new MoveOutcome.ChangedMeanwhile();
        }
    }

    // An operator who moves an account to a record wants it there, whatever was refused before.
    private static async Task<int> MoveTieAsync(TieWork work, string from, string to, TiedAccount? account)
    {
        const string tie = """
            UPDATE Ties SET PersonId = @To WHERE PersonId = @From
            """;
        const string allow = """
            DELETE FROM RefusedTies WHERE PersonId = @To AND Provider = @Provider AND Subject = @Subject
            """;
        const string known = """
            DELETE FROM RefusedTies WHERE PersonId = @From
                AND EXISTS (SELECT 1 FROM RefusedTies r WHERE r.PersonId = @To AND r.Provider = RefusedTies.Provider AND r.Subject = RefusedTies.Subject)
            """;
        const string refused = """
            UPDATE RefusedTies SET PersonId = @To WHERE PersonId = @From
            """;
        const string back = """
            DELETE FROM FormerRecords WHERE FormerId = @To OR FormerId = @From
            """;
        const string former = """
            UPDATE FormerRecords SET PersonId = @To WHERE PersonId = @From
            """;
        const string remember = """
            INSERT INTO FormerRecords (FormerId, PersonId, MovedAt) VALUES (@From, @To, @Now)
            """;
        var values = new { From = from, To = to, account?.Provider, account?.Subject, work.Now };
        var moved = await work.RunAsync(tie, values);
        foreach (var sql in (string[])[allow, known, refused, back, former, remember])
            await work.RunAsync(sql, values);
        return moved;
    }
}
