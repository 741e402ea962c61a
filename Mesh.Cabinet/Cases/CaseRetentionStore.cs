using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Cases;

/// <summary>What people wrote goes when it has been answered for long; that a case was there, and of which kind, stays.</summary>
internal sealed class CaseRetentionStore(CabinetDatabase database, TimeProvider time) : IRetention
{
    /// <summary>After the answer.</summary>
    public static readonly TimeSpan TextKept = TimeSpan.FromDays(180);

    /// <summary>Letters of strangers that nobody answered.</summary>
    public static readonly TimeSpan StrangersKept = TimeSpan.FromDays(365);

    public async Task ClearAsync(CancellationToken cancellation)
    {
        const string texts = """
            UPDATE SupportCases SET MessageProtected = NULL WHERE ClosedAt < @AnsweredBefore AND MessageProtected IS NOT NULL
            """;
        const string strangers = """
            DELETE FROM SupportCases WHERE Kind = @Letter AND Provider IS NULL AND ClosedAt IS NULL AND OpenedAt < @OpenedBefore
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var now = time.GetUtcNow();
        var values = new { AnsweredBefore = now - TextKept, OpenedBefore = now - StrangersKept, Letter = nameof(SupportCaseKind.Message) };
        await connection.ExecuteAsync(new CommandDefinition(texts, values, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(strangers, values, cancellationToken: cancellation));
    }
}
