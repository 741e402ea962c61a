using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Desk.Jobs;

/// <summary>What waits in jobs, for the node that works it off. An item is ended once, in the transaction of what was done: a node that is killed in the middle has done nothing of it, or all.</summary>
internal sealed class JobQueueStore(CabinetDatabase database, TimeProvider time)
{
    /// <summary>Items of one job that are taken before the next job has its turn.</summary>
    public const int Lot = 20;

    /// <summary>Jobs that are not at their end, the oldest first.</summary>
    public async Task<IReadOnlyList<DeskJob>> RunningAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT Number, Action, Place, Why, Provider, Subject, ByKey, ByName, BegunAt FROM DeskJobs WHERE EndedAt IS NULL ORDER BY Number
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<DeskJob>(new CommandDefinition(sql, cancellationToken: cancellation))];
    }

    public async Task<IReadOnlyList<JobItem>> WaitingAsync(long jobNumber, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} Number, JobNumber, SchoolId, PersonId, CaseNumber FROM DeskJobItems WHERE JobNumber = @JobNumber AND Outcome IS NULL ORDER BY Number {database.Limit("@Most")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<JobItem>(new CommandDefinition(sql, new { JobNumber = jobNumber, Most = Lot }, cancellationToken: cancellation))];
    }

    /// <summary>In the caller's transaction.</summary>
    /// <returns>False if it has ended already: then the caller's transaction has to end without a trace.</returns>
    public async Task<bool> EndAsync(DbConnection connection, DbTransaction transaction, JobItem item, JobOutcome outcome, string words, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE DeskJobItems SET Outcome = @Outcome, Words = @Words, EndedAt = @Now WHERE Number = @Number AND Outcome IS NULL
            """;
        var values = new { item.Number, Outcome = $"{outcome}", Words = JobStore.Short(words), Now = time.GetUtcNow() };
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation)) == 1;
    }

    /// <param name="entry">For the person's history; null where nothing was done.</param>
    public Task<bool> EndAsync(JobItem item, JobOutcome outcome, string words, AuditEntry? entry, CancellationToken cancellation) =>
        CabinetDatabase.RepeatAsync(() => EndOnceAsync(item, outcome, words, entry, cancellation), cancellation);

    private async Task<bool> EndOnceAsync(JobItem item, JobOutcome outcome, string words, AuditEntry? entry, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await EndAsync(connection, transaction, item, outcome, words, cancellation))
            return false;
        if (entry is not null)
            await AuditTrail.WriteAsync(connection, transaction, entry, time.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Jobs of an account of which somebody else may have been the hand.</summary>
    public async Task<IReadOnlyList<long>> OfAsync(string provider, string subject, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Number FROM DeskJobs WHERE EndedAt IS NULL AND Provider = @Provider AND Subject = @Subject
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<long>(new CommandDefinition(sql, new { Provider = provider, Subject = subject }, cancellationToken: cancellation))];
    }
}
