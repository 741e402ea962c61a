using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Activation;

/// <summary>
/// Makes one account of the directory equal to the records (E15, E18–E23), and repairs what a crash left: an account that was made
/// and not marked is marked, one that has vanished is asked its password for again.
/// </summary>
internal sealed class KeepAccount(
    ActivationStore activations, KeepingStore keeping, AccountTroubles troubles, ISchoolRecords records, IDomainAccounts directory, AccountOf accountOf, MoscowClock clock)
{
    /// <summary>By then a request that was under way has ended, one way or another, and a directory that was away may be back.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <returns>False if the directory is away: it need not be asked about anybody else now. An object that it refuses holds up nobody (E45).</returns>
    public async Task<bool> RunAsync(ActivationRow row, CancellationToken cancellation)
    {
        if (await records.FindAsync(row.PersonId, cancellation) is not { } person)
            return true;

        if (row.DueAt == ActivationRow.UnderWay)
        {
            await keeping.PostponeAsync(row, clock.Now + Pause, cancellation);
            return true;
        }

        return row is { CompletedAt: null, ReopenedAt: null }
            ? await RepairAsync(row, cancellation)
            : await KeepAsync(row, person, cancellation);
    }

    private async Task<bool> KeepAsync(ActivationRow row, PersonRecord person, CancellationToken cancellation)
    {
        var account = accountOf.Record(row, person, clock.Today);
        if (!account.IsEnabled && row.LeftEnabled is not false && await IsOnAsync(row, cancellation))
        {
            await keeping.SwitchingOffAsync(row, cancellation);
            account = account with { WasLeftEnabled = false };
            row = row with { LeftEnabled = false };
        }

        switch (await directory.KeepAsync(account, cancellation))
        {
            case KeepOutcome.Kept kept:
                await troubles.SeenAsync(row, account, kept.Held, cancellation);
                await troubles.OverAsync(row, cancellation);
                await troubles.TeamsOverAsync(row, cancellation);
                await keeping.KeptAsync(row, AccountOf.NextChange(person, clock.Today), cancellation);
                return true;
            case KeepOutcome.Refused refused:
                if (refused.Held is { } held)
                    await troubles.SeenAsync(row, account, held, cancellation);
                if (row.Refusals + 1 >= AccountTroubles.TriesBeforeCase && account is { Kind: DomainAccountKind.Teacher, IsEnabled: true } && await OursAsync(row, cancellation) is { } found)
                    await troubles.TeamsAsync(row, isTeacher: true, found, cancellation);
                await keeping.RefusedAsync(row, await troubles.RefusedAsync(row, refused.IsOfAll, cancellation), cancellation);
                return true;
            case KeepOutcome.Twice:
                await keeping.RefusedAsync(row, await troubles.TwiceAsync(row, cancellation), cancellation);
                return true;
            case KeepOutcome.Missing when row.CompletedAt is null:
                await keeping.KeptAsync(row, null, cancellation);
                return true;
            case KeepOutcome.Missing:
                await keeping.ReopenAsync(row, cancellation);
                return true;
            default:
                await keeping.PostponeAsync(row, clock.Now + Pause, cancellation);
                return false;
        }
    }

    private async Task<FindOutcome.Found?> OursAsync(ActivationRow row, CancellationToken cancellation) =>
        await directory.FindAsync(row.Id, row.Login, cancellation) is FindOutcome.Found found && found.Id == row.Id ? found : null;

    private async Task<bool> IsOnAsync(ActivationRow row, CancellationToken cancellation) =>
        await directory.FindAsync(row.Id, row.Login, cancellation) switch
        {
            FindOutcome.Found found => found.IsEnabled && found.Id == row.Id,
            FindOutcome.Twice several => several.AnyEnabled,
            _ => false,
        };

    // A reservation without an account waits for its person; an account without a mark was made just before a crash.
    private async Task<bool> RepairAsync(ActivationRow row, CancellationToken cancellation)
    {
        switch (await directory.FindAsync(row.Id, row.Login, cancellation))
        {
            case FindOutcome.Unavailable:
                await keeping.PostponeAsync(row, clock.Now + Pause, cancellation);
                return false;
            case FindOutcome.Found found when found.Id == row.Id:
            case FindOutcome.Twice:
                await activations.CompleteAsync(row, keepAgainAt: clock.Now, cancellation);
                return true;
            default:
                await keeping.KeptAsync(row, null, cancellation);
                return true;
        }
    }
}
