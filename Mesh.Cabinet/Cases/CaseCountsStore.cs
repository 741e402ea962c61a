using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Cases;

/// <summary>How many cases an operator has, from tables that the database keeps up with each change of a case: nothing is counted here but what is due today, what the operator has taken, and the operator's own.</summary>
internal sealed class CaseCountsStore(CabinetDatabase database, TimeProvider time)
{
    /// <param name="filter">By kind, state and school.</param>
    public async Task<int> TotalAsync(DbConnection connection, CaseOperator by, CaseFilter filter, CancellationToken cancellation)
    {
        var kept = await KeptAsync(connection, by, filter.SchoolId, cancellation);
        var own = await OwnAsync(connection, by, cancellation);
        return kept.Where(row => Matches(row.Kind, row.State)).Sum(row => row.Total)
            - own.Count(row => Matches(row.Kind, row.State) && (filter.SchoolId is null || row.SchoolId == filter.SchoolId));

        bool Matches(SupportCaseKind kind, CaseState state) =>
            (filter.Kind is null || filter.Kind == kind) && (filter.State is { } wanted ? state == wanted : state is not CaseState.Done);
    }

    public async Task<CaseCounts> CountAsync(DbConnection connection, CaseOperator by, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var kept = (await KeptAsync(connection, by, null, cancellation)).Where(row => row.State is not CaseState.Done).ToList();
        var own = (await OwnAsync(connection, by, cancellation)).Where(row => row.State is not CaseState.Done).ToList();
        var late = kept.Sum(row => row.Late) + await DueTodayAsync(connection, by, now, cancellation);
        return new CaseCounts
        {
            Open = kept.Where(row => row.State is CaseState.Open).Sum(row => row.Total) - own.Count(row => row.State is CaseState.Open),
            Late = late - own.Count(row => row.DueAt < now),
            Mine = await MineAsync(connection, by, cancellation),
            Waiting = kept.Where(row => row.State is not CaseState.Open).Sum(row => row.Total) - own.Count(row => row.State is not CaseState.Open),
        };
    }

    private async Task<IReadOnlyList<KeptRow>> KeptAsync(DbConnection connection, CaseOperator by, string? schoolId, CancellationToken cancellation)
    {
        const string city = """
            SELECT Kind, State, SUM(Total) AS Total, SUM(CASE WHEN DueDay > @None AND DueDay < @Today THEN Total ELSE 0 END) AS Late FROM CaseCounts GROUP BY Kind, State
            """;
        var schools = $"""
            SELECT Kind, State, SUM(Total) AS Total, SUM(CASE WHEN DueDay > @None AND DueDay < @Today THEN Total ELSE 0 END) AS Late FROM SchoolCaseCounts
            WHERE SchoolId IN {database.List("@Schools")} GROUP BY Kind, State
            """;
        IReadOnlyList<string> wanted = schoolId is null ? by.Schools : by.Covers(schoolId) ? [schoolId] : [];
        var sql = by.IsCity && schoolId is null ? city : schools;
        return [.. await connection.QueryAsync<KeptRow>(new CommandDefinition(sql, new { Schools = Dialect.ListValue(wanted), None = default(DateOnly), Today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime) }, cancellationToken: cancellation))];
    }

    // Nobody handles an own case, and so none is counted: there are few of them.
    private static async Task<IReadOnlyList<OwnRow>> OwnAsync(DbConnection connection, CaseOperator by, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Number, Kind, SchoolId, WaitsFor, ClosedAt, DueAt FROM SupportCases WHERE Provider = @OwnProvider AND Subject = @OwnSubject
            UNION
            SELECT Number, Kind, SchoolId, WaitsFor, ClosedAt, DueAt FROM SupportCases WHERE PersonId = @OwnId
            """;
        var rows = await connection.QueryAsync<OwnRow>(new CommandDefinition(sql, new { OwnProvider = by.Provider, OwnSubject = by.Subject, OwnId = by.PersonId ?? "" }, cancellationToken: cancellation));
        return [.. rows.Where(row => by.Covers(row.SchoolId))];
    }

    private Task<int> DueTodayAsync(DbConnection connection, CaseOperator by, DateTimeOffset now, CancellationToken cancellation)
    {
        const string city = """
            SELECT COUNT(*) FROM SupportCases WHERE ClosedAt IS NULL AND DueAt >= @Today AND DueAt < @Now
            """;
        var schools = $"""
            SELECT COUNT(*) FROM SupportCases WHERE ClosedAt IS NULL AND SchoolId IN {database.List("@Schools")} AND DueAt >= @Today AND DueAt < @Now
            """;
        var values = new { Schools = Dialect.ListValue(by.Schools), Today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero), Now = now };
        return connection.ExecuteScalarAsync<int>(new CommandDefinition(by.IsCity ? city : schools, values, cancellationToken: cancellation));
    }

    private Task<int> MineAsync(DbConnection connection, CaseOperator by, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT COUNT(*) FROM SupportCases WHERE HandlerKey = @Key AND ClosedAt IS NULL AND (@IsCity = @True OR SchoolId IN {database.List("@Schools")})
                AND (Provider IS NULL OR Provider <> @OwnProvider OR Subject <> @OwnSubject) AND (PersonId IS NULL OR PersonId <> @OwnId)
            """;
        var values = new { by.Key, by.IsCity, True = true, Schools = Dialect.ListValue(by.Schools), OwnProvider = by.Provider, OwnSubject = by.Subject, OwnId = by.PersonId ?? "" };
        return connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, values, cancellationToken: cancellation));
    }

    private sealed record KeptRow
    {
        public SupportCaseKind Kind { get; init; }

        public CaseState State { get; init; }

        public int Total { get; init; }

        /// <summary>Of those that were to be answered before today.</summary>
        public int Late { get; init; }
    }

    private sealed record OwnRow
    {
        public SupportCaseKind Kind { get; init; }

        public string? SchoolId { get; init; }

        public CaseState? WaitsFor { get; init; }

        public DateTimeOffset? ClosedAt { get; init; }

        public DateTimeOffset? DueAt { get; init; }

        public CaseState State => ClosedAt is not null ? CaseState.Done : WaitsFor ?? CaseState.Open;
    }
}
