using System.Runtime.CompilerServices;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords.Import.Rows;

namespace Mesh.Cabinet.SchoolRecords.Import.Staging;

/// <summary>
/// Finds staged rows that clash with others: repeated ids and logins, references to what is not there. Only reads, row by row,
/// however many there are.
/// </summary>
internal sealed class RowChecksStore(CabinetDatabase database)
{
    public IAsyncEnumerable<(int Line, int FirstLine)> FindRepeatedIdsAsync(RecordKind kind, CancellationToken cancellation) =>
        ReadAsync<Clash, (int, int)>(
            $"""
            SELECT s.Line, f.FirstLine
            FROM {kind.Staged.Name} s
            JOIN (SELECT Id, MIN(Line) AS FirstLine FROM {kind.Staged.Name} GROUP BY Id HAVING COUNT(*) > 1) f ON f.Id = s.Id
            WHERE s.Line > f.FirstLine AND s.IsRefused = 0
            """,
            clash => (clash.Line, clash.FirstLine), cancellation);

    /// <summary>Rows that name a record which is neither in its file nor, refused or withdrawn there, in the database from before.</summary>
    /// <param name="isFileUnreadable">Any record of before may be in the file, in a row that cannot be read.</param>
    public IAsyncEnumerable<int> FindUnknownReferencesAsync(RecordKind kind, RowReference reference, bool isFileUnreadable, CancellationToken cancellation) =>
        ReadAsync<Clash, int>(
            $"""
            SELECT s.Line
            FROM {kind.Staged.Name} s
            WHERE s.IsRefused = 0 AND s.IsWithdrawn = 0 AND s.{reference.Column} IS NOT NULL
                AND NOT EXISTS (
                    SELECT 1 FROM {reference.Target.Staged.Name} t
                    WHERE t.Id = s.{reference.Column} AND t.IsRefused = 0 AND t.IsWithdrawn = 0)
                AND NOT EXISTS (
                    SELECT 1 FROM {reference.Target.Table} k
                    WHERE k.Id = s.{reference.Column} AND (@IsFileUnreadable = 1 OR EXISTS (SELECT 1 FROM {reference.Target.Staged.Name} t WHERE t.Id = k.Id)))
            """,
            clash => clash.Line, cancellation, new { IsFileUnreadable = isFileUnreadable });

    /// <summary>Rows that name a record which its own file calls gone, and which was never there before.</summary>
    public IAsyncEnumerable<int> FindOfGoneAsync(RecordKind kind, RowReference reference, CancellationToken cancellation) =>
        ReadAsync<Clash, int>(
            $"""
            SELECT s.Line
            FROM {reference.Target.Staged.Name} t
            JOIN {kind.Staged.Name} s ON s.{reference.Column} = t.Id
            WHERE t.IsWithdrawn = 1 AND t.IsRefused = 0 AND s.IsRefused = 0 AND s.IsWithdrawn = 0
                AND NOT EXISTS (SELECT 1 FROM {reference.Target.Table} k WHERE k.Id = t.Id)
            """,
            clash => clash.Line, cancellation);

    /// <returns>Rows, each with one of the ids that nobody has.</returns>
    public IAsyncEnumerable<(int Line, string Agent)> FindUnknownAgentsAsync(bool isFileUnreadable, CancellationToken cancellation) =>
        ReadAsync<Clash, (int, string)>(
            """
            SELECT s.Line, MIN(a.AgentId) AS Agent
            FROM StagedAgents a
            JOIN StagedPeople s ON s.Line = a.Line
            WHERE s.IsRefused = 0 AND s.IsWithdrawn = 0
                AND NOT EXISTS (
                    SELECT 1 FROM StagedPeople t
                    WHERE t.Id = a.AgentId AND t.IsRefused = 0 AND t.IsWithdrawn = 0)
                AND NOT EXISTS (
                    SELECT 1 FROM People k WHERE k.Id = a.AgentId AND (@IsFileUnreadable = 1 OR EXISTS (SELECT 1 FROM StagedPeople t WHERE t.Id = k.Id)))
            GROUP BY s.Line
            """,
            clash => (clash.Line, clash.Agent), cancellation, new { IsFileUnreadable = isFileUnreadable });

    /// <summary>Birth dates of nobody.</summary>
    public IAsyncEnumerable<int> FindUnknownBirthDatesAsync(CancellationToken cancellation) =>
        ReadAsync<Clash, int>(
            """
            SELECT s.Line
            FROM StagedBirthDates s
            WHERE s.IsRefused = 0 AND s.IsWithdrawn = 0
                AND NOT EXISTS (SELECT 1 FROM StagedPeople t WHERE t.Id = s.Id)
            """,
            clash => clash.Line, cancellation);

    /// <summary>All rows whose login is another row's too, login by login and line by line.</summary>
    public IAsyncEnumerable<SameLogin> FindSameLoginsAsync(CancellationToken cancellation) =>
        ReadAsync<SameLogin, SameLogin>(
            """
            SELECT s.Line, s.FoldedUsername, s.IsUsernameLegal
            FROM StagedPeople s
            JOIN (
                SELECT FoldedUsername FROM StagedPeople
                WHERE IsRefused = 0 AND IsWithdrawn = 0 AND FoldedUsername IS NOT NULL
                GROUP BY FoldedUsername HAVING COUNT(*) > 1) f ON f.FoldedUsername = s.FoldedUsername
            WHERE s.IsRefused = 0 AND s.IsWithdrawn = 0
            ORDER BY s.FoldedUsername, s.Line
            """,
            same => same, cancellation);

    /// <summary>Rows whose login belongs to a record that stays as it is, because its own row was refused.</summary>
    /// <remarks>Joined crosswise, so that SQLite begins with what is refused, mostly nothing, and not with every login there is.</remarks>
    public IAsyncEnumerable<int> FindLoginsOfRefusedAsync(CancellationToken cancellation) =>
        ReadAsync<Clash, int>(
            """
            SELECT DISTINCT s.Line
            FROM StagedPeople r CROSS JOIN People k CROSS JOIN StagedPeople s
            WHERE r.IsRefused = 1 AND k.Id = r.Id AND k.WithdrawnAt IS NULL
                AND s.FoldedUsername = k.FoldedUsername AND s.IsRefused = 0 AND s.IsWithdrawn = 0 AND s.Id <> k.Id
                AND NOT EXISTS (SELECT 1 FROM StagedPeople t WHERE t.Id = r.Id AND t.IsRefused = 0)
            """,
            clash => clash.Line, cancellation);

    /// <summary>
    /// Every organisation with its parent as they will stand: from the row if it is in order (then with its line), else as before.
    /// </summary>
    public IAsyncEnumerable<Branch> ReadTreeAsync(CancellationToken cancellation) =>
        ReadAsync<Branch, Branch>(
            """
            SELECT s.Id, s.ParentId, s.Line FROM StagedOrganisations s WHERE s.IsRefused = 0 AND s.IsWithdrawn = 0
            UNION ALL
            SELECT k.Id, k.ParentId, 0 FROM Organisations k
            WHERE NOT EXISTS (
                SELECT 1 FROM StagedOrganisations t WHERE t.Id = k.Id AND t.IsRefused = 0 AND t.IsWithdrawn = 0)
            """,
            branch => branch, cancellation);

    private async IAsyncEnumerable<TResult> ReadAsync<TRow, TResult>(
        string sql, Func<TRow, TResult> convert, [EnumeratorCancellation] CancellationToken cancellation, object? values = null)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await foreach (var row in connection.QueryUnbufferedAsync<TRow>(database.Anew(sql), values, commandTimeout: 0).WithCancellation(cancellation))
            yield return convert(row);
    }

    private sealed record Clash
    {
        public int Line { get; init; }

        public int FirstLine { get; init; }

        public string Agent { get; init; } = "";
    }
}

/// <summary>A row whose login is another row's too.</summary>
internal sealed record SameLogin
{
    public int Line { get; init; }

    public required string FoldedUsername { get; init; }

    public bool IsUsernameLegal { get; init; }
}

/// <summary>An organisation in the tree.</summary>
internal sealed record Branch
{
    public required string Id { get; init; }

    public string? ParentId { get; init; }

    /// <summary>0 for a record from before the import.</summary>
    public int Line { get; init; }
}
