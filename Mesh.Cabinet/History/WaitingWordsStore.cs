using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;

namespace Mesh.Cabinet.History;

/// <summary>Something that a letter would have told.</summary>
internal sealed record WaitingWord
{
    public required string Event { get; init; }

    public string? Detail { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>What has happened of late to an account and its record, and of which a letter tells whoever has mail.</summary>
internal sealed class WaitingWordsStore(CabinetDatabase database, TimeProvider time)
{
    /// <summary>How long the words wait.</summary>
    public static readonly TimeSpan Shown = TimeSpan.FromDays(7);

    private const int Most = 5;

    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<WaitingWord>> ListAsync(CityProfile profile, CancellationToken cancellation)
    {
        // Two questions, each of which has an index.
        var sql = $"""
            SELECT {database.Top("@Most")} w.Event, w.Detail, w.At FROM (
                SELECT Number, Event, Detail, At FROM AuditTrail
                WHERE Provider = @Provider AND Subject = @Subject AND At > @Since AND Event IN ('tied', 'tie-account-changed', 'case-settled', 'activated')
                UNION
                SELECT a.Number, a.Event, a.Detail, a.At FROM AuditTrail a JOIN Ties t ON t.PersonId = a.PersonId
                WHERE t.Provider = @Provider AND t.Subject = @Subject AND a.At > @Since AND a.At >= t.TiedAt AND a.Event IN ('activated', 'tie-account-changed')) w
            ORDER BY w.Number DESC {database.Limit("@Most")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var values = new { Most, profile.Provider, profile.Subject, Since = time.GetUtcNow() - Shown };
        return [.. await connection.QueryAsync<WaitingWord>(new CommandDefinition(sql, values, cancellationToken: cancellation))];
    }
}
