using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Matching.Decisions;

/// <summary>Decisions that wait for a second operator, or for their day.</summary>
public interface ITieProposals
{
    /// <summary>Numbers of cases whose decision this operator may be the second to confirm, the oldest first.</summary>
    Task<IReadOnlyList<long>> WaitingForAsync(CaseOperator by, CancellationToken cancellation);
}

/// <inheritdoc cref="ITieProposals"/>
internal sealed class TieProposalStore(CabinetDatabase database, IOutbox outbox, TimeProvider time) : ITieProposals, IRetention, IErases
{
    public const string Done = "done";
    public const string Cancelled = "cancelled";

    private const int Lot = 50;
    private const string Columns = "Id, CaseNumber, Change, PersonId, Target, Why, Provider, Subject, ProposedKey, ProposedName, Reach, ProposedAt, SecondName, HoldsAt, EndedAt, Outcome";

    /// <summary>What is over is kept as long as the case's own thread may be asked for.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <returns>False while another decision of the case is open.</returns>
    public async Task<bool> AddAsync(CaseOperator by, DeskCase open, TieStep step, string why, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO TieProposals (Id, CaseNumber, SchoolId, Change, PersonId, Target, Why, Provider, Subject, ProposedKey, ProposedName, Reach, ProposedAt)
            VALUES (@Id, @CaseNumber, @SchoolId, @Change, @PersonId, @Target, @Why, @Provider, @Subject, @ProposedKey, @ProposedName, @Reach, @ProposedAt)
            """;
        var now = time.GetUtcNow();
        var values = new
        {
            Id = Guid.CreateVersion7(), CaseNumber = open.Number, open.SchoolId, Change = $"{step.Change}", step.PersonId, Target = step.To, Why = why.Trim(), open.Provider, open.Subject,
            ProposedKey = by.Key, ProposedName = by.Name, Reach = TieProposal.ReachOf(by), ProposedAt = now,
        };
        try
        {
            await using var connection = await database.OpenAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation));
            await AuditAsync(connection, transaction, "tie-proposed", step.PersonId, open, now, cancellation);
            await transaction.CommitAsync(cancellation);
            return true;
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return false;
        }
    }

    /// <summary>The latest of the case, whether it is over or not.</summary>
    public async Task<TieProposal?> FindAsync(long caseNumber, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@One")} {Columns} FROM TieProposals WHERE CaseNumber = @Number ORDER BY ProposedAt DESC {database.Limit("@One")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<TieProposal>(new CommandDefinition(sql, new { One = 1, Number = caseNumber }, cancellationToken: cancellation));
    }

    /// <summary>The second word: from now it takes a day, and the record's contacts hear of it in the same transaction.</summary>
    /// <returns>False if it is over, or has its second word already.</returns>
    public async Task<bool> AgreeAsync(TieProposal proposal, CaseOperator by, DeskCase open, IReadOnlyList<OutgoingLetter> letters, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE TieProposals SET SecondKey = @Key, SecondName = @Name, HoldsAt = @HoldsAt WHERE Id = @Id AND HoldsAt IS NULL AND EndedAt IS NULL
            """;
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await connection.ExecuteAsync(new CommandDefinition(sql, new { by.Key, by.Name, HoldsAt = now + TieProposal.Waits, proposal.Id }, transaction, cancellationToken: cancellation)) == 0)
            return false;

        await AuditAsync(connection, transaction, "tie-agreed", proposal.PersonId, open, now, cancellation);
        await outbox.AddAsync(connection, transaction, letters, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>It is over: done, taken back, or not possible any more, in words.</summary>
    /// <returns>False if it was over before.</returns>
    public async Task<bool> EndAsync(Guid id, string outcome, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE TieProposals SET EndedAt = @Now, Outcome = @Outcome WHERE Id = @Id AND EndedAt IS NULL
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(sql, new { Id = id, Outcome = outcome, Now = time.GetUtcNow() }, cancellationToken: cancellation)) == 1;
    }

    /// <summary>Those whose day has passed.</summary>
    public async Task<IReadOnlyList<TieProposal>> DueAsync(CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} {Columns} FROM TieProposals WHERE EndedAt IS NULL AND HoldsAt <= @Now ORDER BY HoldsAt {database.Limit("@Most")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<TieProposal>(new CommandDefinition(sql, new { Most = Lot, Now = time.GetUtcNow() }, cancellationToken: cancellation))];
    }

    public async Task<IReadOnlyList<long>> WaitingForAsync(CaseOperator by, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} CaseNumber FROM TieProposals
            WHERE EndedAt IS NULL AND HoldsAt IS NULL AND ProposedKey <> @Key AND (Reach < @Reach OR (@IsCity = @True AND Reach = @Reach)) AND PersonId <> @OwnId
                AND (@IsCity = @True OR SchoolId IN {database.List("@Schools")})
            ORDER BY CaseNumber {database.Limit("@Most")}
            """;
        var values = new { Most = Lot, by.Key, Reach = TieProposal.ReachOf(by), by.IsCity, True = true, OwnId = by.PersonId ?? "", Schools = Dialect.ListValue(by.Schools) };
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<long>(new CommandDefinition(sql, values, cancellationToken: cancellation))];
    }

    public Task ClearAsync(CancellationToken cancellation) =>
        database.ClearAsync("TieProposals", "Id", "EndedAt < @Before", new { Before = time.GetUtcNow() - Kept }, cancellation);

    /// <summary>What an operator decided stays; who it was does not.</summary>
    public async Task<bool> EraseAsync(DataSubject person, CancellationToken cancellation)
    {
        var values = new { Keys = Dialect.ListValue(person.Records.Concat(person.Accounts.Select(account => $"{account.Provider}/{account.Subject}"))), Nobody = "—" };
        await database.ChangeInLotsAsync("UPDATE TieProposals SET ProposedKey = @Nobody, ProposedName = @Nobody", "TieProposals", "Id", $"ProposedKey IN {database.List("@Keys")}", values, cancellation);
        await database.ChangeInLotsAsync("UPDATE TieProposals SET SecondKey = @Nobody, SecondName = @Nobody", "TieProposals", "Id", $"SecondKey IN {database.List("@Keys")}", values, cancellation);
        return true;
    }

    // Their person reads it in the history, and whose account it is about as well.
    private static Task AuditAsync(DbConnection connection, DbTransaction transaction, string what, string personId, DeskCase open, DateTimeOffset now, CancellationToken cancellation) =>
        AuditTrail.WriteAsync(connection, transaction, new AuditEntry(what) { PersonId = personId, Provider = open.Provider, Subject = open.Subject, Detail = $"{open.Number}" }, now, cancellation);
}
