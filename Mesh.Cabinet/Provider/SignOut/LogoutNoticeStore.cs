using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Provider.SignOut;

/// <summary>Services on the list of whom to tell, worked off by one node; the sessions' own table says which have ended.</summary>
internal sealed class LogoutNoticeStore(CabinetDatabase database, TimeProvider time) : IRetention
{
    /// <summary>How long a service that does not answer is tried.</summary>
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromHours(1);

    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private const int MostDoublings = 7;
    private const int Lot = 100;

    Task IRetention.ClearAsync(CancellationToken cancellation) => database.ClearAsync("LogoutNotices", "Id", "GivenUpAt", time.GetUtcNow() - Kept, cancellation);

    /// <summary>Grants of sessions that have ended, in whatever way, and of which nobody was told; a lot at most.</summary>
    public async Task<IReadOnlyList<EndedGrant>> EndedAsync(CancellationToken cancellation)
    {
        // A session whose time ran out stands in its table until it is cleared away.
        var sql = $"""
            SELECT {database.Top("@Most")} g.Id, g.SessionId, g.ClientId, g.PairwiseSubject FROM ServiceGrants g
            WHERE g.SessionEndedAt IS NULL AND g.SessionId IN (SELECT SessionId FROM EndedSessions UNION SELECT Id FROM Sessions WHERE ExpiresAt <= @Now)
            {database.Limit("@Most")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<EndedGrant>(new CommandDefinition(sql, new { Most = Lot, Now = time.GetUtcNow() }, cancellationToken: cancellation))];
    }

    /// <summary>Puts the service on the list and the grant off the other, in one transaction.</summary>
    /// <param name="notice">Null for a service that wants no word.</param>
    public Task NoteAsync(EndedGrant grant, LogoutNotice? notice, CancellationToken cancellation) => CabinetDatabase.RepeatAsync(async () =>
    {
        const string end = """
            UPDATE ServiceGrants SET SessionEndedAt = @Now WHERE Id = @Id AND SessionEndedAt IS NULL
            """;
        const string forget = """
            DELETE FROM EndedSessions WHERE SessionId = @SessionId
                AND NOT EXISTS (SELECT 1 FROM ServiceGrants WHERE ServiceGrants.SessionId = @SessionId AND SessionEndedAt IS NULL)
            """;
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await connection.ExecuteAsync(new CommandDefinition(end, new { grant.Id, Now = now }, transaction, cancellationToken: cancellation)) == 0)
            return false;
        if (notice is not null)
            await AddAsync(connection, transaction, notice, now, cancellation);
        await connection.ExecuteAsync(new CommandDefinition(forget, new { grant.SessionId }, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        return true;
    }, cancellation);

    /// <summary>Puts a service on the list inside the caller's transaction.</summary>
    public static Task AddAsync(DbConnection connection, DbTransaction transaction, LogoutNotice notice, DateTimeOffset now, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO LogoutNotices (Id, ClientId, PairwiseSubject, Sid, CreatedAt, DueAt, Tries) VALUES (@Id, @ClientId, @PairwiseSubject, @Sid, @Now, @Now, 0)
            """;
        var values = new { notice.Id, notice.ClientId, notice.PairwiseSubject, notice.Sid, Now = now };
        return connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation));
    }

    /// <summary>What is to be told now, a lot of each service at most: who has many to hear takes nobody's turn.</summary>
    public async Task<IReadOnlyList<LogoutNotice>> DueAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, ClientId, PairwiseSubject, Sid, CreatedAt, Tries FROM (
                SELECT Id, ClientId, PairwiseSubject, Sid, CreatedAt, Tries, DueAt, ROW_NUMBER() OVER (PARTITION BY ClientId ORDER BY DueAt) AS Place
                FROM LogoutNotices WHERE DueAt <= @Now AND GivenUpAt IS NULL) due
            WHERE Place <= @Most
            ORDER BY DueAt
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<LogoutNotice>(new CommandDefinition(sql, new { Most = Lot, Now = time.GetUtcNow() }, cancellationToken: cancellation))];
    }

    /// <summary>The service has heard it.</summary>
    public async Task HeardAsync(LogoutNotice notice, CancellationToken cancellation)
    {
        const string sql = """
            DELETE FROM LogoutNotices WHERE Id = @Id
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { notice.Id }, cancellationToken: cancellation));
    }

    /// <summary>It has not: another try after a pause that grows, for an hour.</summary>
    /// <returns>False if it was given up.</returns>
    public async Task<bool> PostponeAsync(LogoutNotice notice, string reason, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE LogoutNotices SET Tries = Tries + 1, DueAt = @DueAt, LastFailure = @Reason, GivenUpAt = @GivenUpAt WHERE Id = @Id
            """;
        var now = time.GetUtcNow();
        var isOver = now - notice.CreatedAt >= GivenUpAfter;
        var values = new
        {
            notice.Id,
            DueAt = now + FirstPause * Math.Pow(2, Math.Min(notice.Tries, MostDoublings)),
            Reason = TextLength.Cut(reason, TextLength.Line),
            GivenUpAt = isOver ? now : (DateTimeOffset?)null,
        };
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
        return !isOver;
    }
}

/// <summary>What a session that has ended had given.</summary>
internal sealed record EndedGrant
{
    public Guid Id { get; init; }

    public Guid SessionId { get; init; }

    public string ClientId { get; init; } = "";

    public string PairwiseSubject { get; init; } = "";
}
