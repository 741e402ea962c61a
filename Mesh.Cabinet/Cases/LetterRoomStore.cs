using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Cases;

/// <summary>Whether there is room for one more letter.</summary>
public interface ILetterRoom
{
    /// <param name="provider">With <paramref name="subject"/> the account; null for who is not signed in.</param>
    Task<bool> HasRoomAsync(string? provider, string? subject, CancellationToken cancellation);
}

/// <inheritdoc cref="ILetterRoom"/>
internal sealed class LetterRoomStore(CabinetDatabase database, TimeProvider time) : ILetterRoom
{
    public async Task<bool> HasRoomAsync(string? provider, string? subject, CancellationToken cancellation)
    {
        const string ofAccount = """
            SELECT COUNT(*) FROM SupportCases WHERE Provider = @Provider AND Subject = @Subject AND Kind IN (@Letter, @Missing, @NotMine) AND ClosedAt IS NULL
            """;
        const string ofStrangers = """
            SELECT COUNT(*) FROM SupportCases WHERE Kind = @Letter AND OpenedAt > @Since AND Provider IS NULL
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var values = new { Provider = provider, Subject = subject, Letter = nameof(SupportCaseKind.Message), Missing = nameof(SupportCaseKind.ChildMissing), NotMine = nameof(SupportCaseKind.NotMyChild), Since = time.GetUtcNow() - LetterLimits.Day };
        var (sql, most) = provider is null ? (ofStrangers, LetterLimits.OfStrangersInDay) : (ofAccount, LetterLimits.OfAccount);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, values, cancellationToken: cancellation)) < most;
    }
}
