using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Desk;

/// <summary>What people wrote goes when it has been answered for long; that a case was there, and of which kind, stays.</summary>
internal sealed class CaseRetentionStore(CabinetDatabase database, TimeProvider time) : IRetention
{
    /// <summary>After the answer.</summary>
    public static readonly TimeSpan TextKept = TimeSpan.FromDays(180);

    /// <summary>Letters of strangers that nobody answered.</summary>
    public static readonly TimeSpan StrangersKept = TimeSpan.FromDays(365);

    public async Task ClearAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await database.ChangeInLotsAsync(
            "UPDATE SupportCases SET MessageProtected = NULL", "SupportCases", "Number",
            "ClosedAt < @AnsweredBefore AND MessageProtected IS NOT NULL", new { AnsweredBefore = now - TextKept }, cancellation);
        await database.ClearAsync(
            "SupportCases", "Number", "Kind = @Letter AND Provider IS NULL AND ClosedAt IS NULL AND OpenedAt < @OpenedBefore",
            new { Letter = nameof(SupportCaseKind.Message), OpenedBefore = now - StrangersKept }, cancellation);
    }
}
