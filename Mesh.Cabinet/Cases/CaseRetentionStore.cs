using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Cases;

/// <summary>What people wrote goes when it has been answered for long; that a case was there, and of which kind, stays.</summary>
internal sealed class CaseRetentionStore(CabinetDatabase database, TimeProvider time) : IRetention
{
    /// <summary>After the answer.</summary>
    public static readonly TimeSpan TextKept = TimeSpan.FromDays(180);

    /// <summary>What mos.ru said of the person, after it was opened.</summary>
    public static readonly TimeSpan ProfileKept = TimeSpan.FromDays(30);

    /// <summary>Letters of strangers that nobody answered.</summary>
    public static readonly TimeSpan StrangersKept = TimeSpan.FromDays(365);

    public async Task ClearAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await database.ChangeInLotsAsync(
            "UPDATE SupportCases SET MessageProtected = NULL", "SupportCases", "Number",
            "ClosedAt < @AnsweredBefore AND MessageProtected IS NOT NULL", new { AnsweredBefore = now - TextKept }, cancellation);
        await database.ChangeInLotsAsync(
            "UPDATE CaseEntries SET TextProtected = NULL", "CaseEntries", "Number",
            "TextProtected IS NOT NULL AND CaseNumber IN (SELECT Number FROM SupportCases WHERE ClosedAt < @AnsweredBefore)", new { AnsweredBefore = now - TextKept }, cancellation);
        await database.ChangeInLotsAsync(
            "UPDATE SupportCases SET ProfileProtected = NULL, SoughtProtected = NULL", "SupportCases", "Number",
            "OpenedAt < @OpenedBefore AND (ProfileProtected IS NOT NULL OR SoughtProtected IS NOT NULL)", new { OpenedBefore = now - ProfileKept }, cancellation);
        await database.ClearAsync(
            "SupportCases", "Number", "Kind = @Letter AND Provider IS NULL AND ClosedAt IS NULL AND OpenedAt < @OpenedBefore",
            new { Letter = nameof(SupportCaseKind.Message), OpenedBefore = now - StrangersKept }, cancellation);
    }
}
