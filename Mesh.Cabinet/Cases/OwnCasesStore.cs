using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Cases;

/// <inheritdoc cref="IOwnCases"/>
internal sealed class OwnCasesStore(CabinetDatabase database, FieldProtection protection, CaseEntriesStore entries, TimeProvider time) : IOwnCases
{
    /// <summary>So many replies may wait for an answer in one thread (E55).</summary>
    public const int MostReplies = 20;

    private const int Most = 100;

    public async Task<IReadOnlyList<OwnCase>> ListAsync(string provider, string subject, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} {CaseRow.Columns} FROM SupportCases
            WHERE Provider = @Provider AND Subject = @Subject
            ORDER BY Number DESC
            {database.Limit("@Most")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<CaseRow>(new CommandDefinition(sql, new { Provider = provider, Subject = subject, Most }, cancellationToken: cancellation));
        return [.. rows.Select(row => row.Own([]))];
    }

    public async Task<OwnCase?> FindAsync(string provider, string subject, long number, CancellationToken cancellation)
    {
        const string sql = $"""
            SELECT {CaseRow.Columns}, Id, MessageProtected FROM SupportCases WHERE Number = @Number AND Provider = @Provider AND Subject = @Subject
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<CaseRow>(
            new CommandDefinition(sql, new { Number = number, Provider = provider, Subject = subject }, cancellationToken: cancellation));
        return row?.Own([.. row.First(protection), .. await entries.ListAsync(connection, number, isDesk: false, cancellation)]);
    }

    public Task<ReplyOutcome> ReplyAsync(string provider, string subject, long number, string text, CancellationToken cancellation) =>
        CabinetDatabase.RepeatAsync(() => ReplyOnceAsync(provider, subject, number, text, cancellation), cancellation);

    private async Task<ReplyOutcome> ReplyOnceAsync(string provider, string subject, long number, string text, CancellationToken cancellation)
    {
        // A case that is over stays over; one that was closed lately is open again, under no key: the question itself may have come anew.
        const string open = """
            UPDATE SupportCases SET ClosedAt = NULL, WaitsFor = NULL, ChangedAt = @Now, DueAt = @DueAt, Version = Version + 1
            WHERE Number = @Number AND Provider = @Provider AND Subject = @Subject AND (ClosedAt IS NULL OR ClosedAt > @Since)
            """;
        const string there = """
            SELECT COUNT(*) FROM SupportCases WHERE Number = @Number AND Provider = @Provider AND Subject = @Subject
            """;
        const string unanswered = """
            SELECT COUNT(*) FROM CaseEntries WHERE CaseNumber = @Number AND Kind = @Person
            AND Number > (SELECT COALESCE(MAX(Number), 0) FROM CaseEntries WHERE CaseNumber = @Number AND Kind = @Answer)
            """;
        var now = time.GetUtcNow();
        var values = new
        {
            Number = number, Provider = provider, Subject = subject, Now = now, DueAt = now + CaseDue.After(SupportCaseKind.Message), Since = now - OwnCase.ReopenedFor,
            Person = nameof(CaseEntryKind.Person), Answer = nameof(CaseEntryKind.Answer),
        };
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await connection.ExecuteAsync(new CommandDefinition(open, values, transaction, cancellationToken: cancellation)) == 0)
        {
            return await connection.ExecuteScalarAsync<int>(new CommandDefinition(there, values, transaction, cancellationToken: cancellation)) == 0
                ? new ReplyOutcome.NotThere()
                : new ReplyOutcome.Over();
        }

        if (await connection.ExecuteScalarAsync<int>(new CommandDefinition(unanswered, values, transaction, cancellationToken: cancellation)) >= MostReplies)
            return new ReplyOutcome.Full();

        await entries.AddAsync(connection, transaction, number, CaseEntryKind.Person, by: null, text, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return new ReplyOutcome.Sent();
    }
}
