using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Desk.Jobs;

/// <summary>Jobs and what is in them, as operators see them; whose people and cases these are stands in every statement.</summary>
internal sealed class JobStore(CabinetDatabase database, TimeProvider time) : IRetention
{
    /// <summary>How long a report is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>The latest jobs that a list shows.</summary>
    public const int MostListed = 50;

    private const string Columns = "j.Number, j.Action, j.Place, j.Why, j.Provider, j.Subject, j.ByKey, j.ByName, j.BegunAt, j.EndedAt, j.Ending";

    // Whoever is left out is no work.
    private const string Progress = "COUNT(CASE WHEN i.Outcome IS NULL OR i.Outcome <> 'LeftOut' THEN 1 END) AS Total, COUNT(CASE WHEN i.Outcome <> 'LeftOut' THEN 1 END) AS Ended";

    // An item is an operator's by its school, and by whom it is about.
    private string Yours => $"""
        (@IsCity = @True OR i.SchoolId IN {database.List("@Schools")}) AND (i.PersonId IS NULL OR i.PersonId <> @OwnId)
        AND NOT EXISTS (SELECT 1 FROM SupportCases c WHERE c.Number = i.CaseNumber AND c.Provider = @OwnProvider AND c.Subject = @OwnSubject)
        """;

    /// <summary>The latest first; with nothing in it that is the operator's a job is not there.</summary>
    public async Task<IReadOnlyList<DeskJob>> ListAsync(CaseOperator by, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} {Columns}, {Progress}
            FROM DeskJobs j JOIN DeskJobItems i ON i.JobNumber = j.Number AND {Yours}
            GROUP BY {Columns} ORDER BY j.Number DESC {database.Limit("@Most")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<DeskJob>(new CommandDefinition(sql, With(by, new { Most = MostListed }), cancellationToken: cancellation))];
    }

    public async Task<DeskJob?> FindAsync(CaseOperator by, long number, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {Columns}, {Progress}
            FROM DeskJobs j JOIN DeskJobItems i ON i.JobNumber = j.Number AND {Yours}
            WHERE j.Number = @Number GROUP BY {Columns}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<DeskJob>(new CommandDefinition(sql, With(by, new { Number = number }), cancellationToken: cancellation));
    }

    public async Task<IReadOnlyList<JobCount>> CountAsync(CaseOperator by, long number, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT i.Outcome, COUNT(*) AS Total FROM DeskJobItems i WHERE i.JobNumber = @Number AND {Yours} GROUP BY i.Outcome
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<CountRow>(new CommandDefinition(sql, With(by, new { Number = number }), cancellationToken: cancellation));
        return [.. rows.Select(row => new JobCount(row.Outcome, row.Total)).OrderBy(row => row.Outcome ?? (JobOutcome)(-1))];
    }

    /// <summary>In the order in which they come.</summary>
    public async Task<IReadOnlyList<JobItem>> ItemsAsync(CaseOperator by, long number, JobOutcome? outcome, int skip, int take, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT i.Number, i.JobNumber, i.SchoolId, i.PersonId, i.CaseNumber, i.Outcome, i.Words, i.EndedAt, p.FamilyName, p.GivenName, p.MiddleName
            FROM DeskJobItems i LEFT JOIN People p ON p.Id = i.PersonId
            WHERE i.JobNumber = @Number AND (@Outcome IS NULL OR i.Outcome = @Outcome) AND {Yours}
            ORDER BY i.Number {database.Page("@Skip", "@Take")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var values = With(by, new { Number = number, Outcome = outcome?.ToString(), Skip = skip, Take = take });
        return [.. await connection.QueryAsync<JobItem>(new CommandDefinition(sql, values, cancellationToken: cancellation))];
    }

    /// <param name="id">Of the form: sent twice it begins one job.</param>
    /// <returns>The number of the job.</returns>
    public Task<long> BeginAsync(CaseOperator by, Guid id, JobPlan plan, string why, CancellationToken cancellation) =>
        CabinetDatabase.RepeatAsync(() => BeginOnceAsync(by, id, plan, why, cancellation), cancellation);

    private async Task<long> BeginOnceAsync(CaseOperator by, Guid id, JobPlan plan, string why, CancellationToken cancellation)
    {
        const string begin = """
            INSERT INTO DeskJobs (Id, Action, Place, Why, Provider, Subject, ByKey, ByName, BegunAt) VALUES (@Id, @Action, @Place, @Why, @Provider, @Subject, @Key, @Name, @Now)
            """;
        const string find = """
            SELECT Number FROM DeskJobs WHERE Id = @Id
            """;
        const string add = """
            INSERT INTO DeskJobItems (JobNumber, SchoolId, PersonId, CaseNumber, Outcome, Words, EndedAt) VALUES (@JobNumber, @SchoolId, @PersonId, @CaseNumber, @Outcome, @Words, @EndedAt)
            """;
        var now = time.GetUtcNow();
        var values = new
        {
            Id = id, plan.Action, Place = TextLength.Cut(plan.Place, TextLength.Line), Why = why, by.Provider, by.Subject, by.Key, Name = TextLength.Cut(by.Name, TextLength.Line), Now = now,
        };
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(begin, values, transaction, cancellationToken: cancellation));
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return await connection.QuerySingleAsync<long>(new CommandDefinition(find, values, transaction, cancellationToken: cancellation));
        }

        var number = await connection.QuerySingleAsync<long>(new CommandDefinition(find, values, transaction, cancellationToken: cancellation));
        // Whoever is left out stands at the end of the report.
        foreach (var one in plan.Items.OrderBy(item => item.LeftOut is not null))
        {
            var row = new
            {
                JobNumber = number, one.SchoolId, one.PersonId, one.CaseNumber, Outcome = one.LeftOut is null ? null : nameof(JobOutcome.LeftOut), Words = Short(one.LeftOut),
                EndedAt = one.LeftOut is null ? (DateTimeOffset?)null : now,
            };
            await connection.ExecuteAsync(new CommandDefinition(add, row, transaction, cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
        return number;
    }

    /// <summary>Ends a job of this operator's own.</summary>
    public async Task<bool> StopAsync(CaseOperator by, long number, CancellationToken cancellation) =>
        await FindAsync(by, number, cancellation) is { EndedAt: null } job && job.Provider == by.Provider && job.Subject == by.Subject
        && await EndAsync(number, JobEnding.Stopped, cancellation);

    /// <summary>What nobody has come to by then is not reached.</summary>
    public Task<bool> EndAsync(long number, JobEnding ending, CancellationToken cancellation) =>
        CabinetDatabase.RepeatAsync(() => EndOnceAsync(number, ending, cancellation), cancellation);

    private async Task<bool> EndOnceAsync(long number, JobEnding ending, CancellationToken cancellation)
    {
        const string end = """
            UPDATE DeskJobs SET EndedAt = @Now, Ending = @Ending WHERE Number = @Number AND EndedAt IS NULL
            """;
        const string rest = """
            UPDATE DeskJobItems SET Outcome = @Outcome, EndedAt = @Now WHERE JobNumber = @Number AND Outcome IS NULL
            """;
        var values = new { Number = number, Ending = $"{ending}", Outcome = nameof(JobOutcome.NotReached), Now = time.GetUtcNow() };
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await connection.ExecuteAsync(new CommandDefinition(end, values, transaction, cancellationToken: cancellation)) == 0)
            return false;
        await connection.ExecuteAsync(new CommandDefinition(rest, values, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <inheritdoc/>
    public Task ClearAsync(CancellationToken cancellation) => database.ClearAsync("DeskJobs", "Number", "EndedAt", time.GetUtcNow() - Kept, cancellation);

    /// <summary>As long as the column.</summary>
    public static string? Short(string? words) => TextLength.Cut(words, TextLength.CaseKey);

    private static DynamicParameters With(CaseOperator by, object more)
    {
        var values = new DynamicParameters(more);
        values.AddDynamicParams(new { by.IsCity, True = true, Schools = Dialect.ListValue(by.Schools), OwnProvider = by.Provider, OwnSubject = by.Subject, OwnId = by.PersonId ?? "" });
        return values;
    }

    private sealed record CountRow
    {
        public JobOutcome? Outcome { get; init; }

        public int Total { get; init; }
    }
}
