using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Matching.Decisions;

/// <summary>
/// What makes one person into another (D22): it holds at once where the СНИЛС of account and record agree, and else when a second operator of a
/// wider scope has agreed and a day has passed, with word to the record's own contact before. Nobody decides of themselves or of relatives.
/// </summary>
internal sealed class DecideTie(IServiceScopeFactory scopes, TieProposalStore proposals, ISchoolRecords records, IFamilies families, TieLetters letters)
{
    public async Task<CaseActOutcome> RunAsync(CaseOperator by, DeskCase open, TieStep step, string why, CancellationToken cancellation)
    {
        if (await IsOwnAsync(by, step, cancellation))
            return new CaseActOutcome.Refused(MatchingText.DecisionOwn);
        if (await IsProvenAsync(open, step, cancellation))
            return await PerformAsync(step, why, cancellation);

        return await proposals.AddAsync(by, open, step, why, cancellation)
            ? new CaseActOutcome.Done(MatchingText.DecisionProposed, EndsCase: false)
            : new CaseActOutcome.Refused(MatchingText.DecisionThere);
    }

    /// <summary>The second operator's word.</summary>
    public async Task<CaseActOutcome> AgreeAsync(CaseOperator by, DeskCase open, CancellationToken cancellation)
    {
        if (await proposals.FindAsync(open.Number, cancellation) is not { EndedAt: null } proposal || !proposal.TakesSecond(by))
            return new CaseActOutcome.Refused(MatchingText.DecisionGone);
        if (await IsOwnAsync(by, proposal.Step, cancellation))
            return new CaseActOutcome.Refused(MatchingText.DecisionOwn);
        if (await records.FindAsync(proposal.Step.Gained, cancellation) is not { } gained)
            return new CaseActOutcome.Refused(MatchingText.MoveChanged);

        var words = letters.OfPlanned(gained, TieProposal.Waits);
        return await proposals.AgreeAsync(proposal, by, open, words, cancellation)
            ? new CaseActOutcome.Done(words.Count > 0 ? MatchingText.DecisionAgreed : MatchingText.DecisionAgreedUntold, EndsCase: false)
            : new CaseActOutcome.Refused(MatchingText.DecisionGone);
    }

    public async Task<CaseActOutcome> PerformAsync(TieStep step, string why, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var change = scope.ServiceProvider.GetRequiredService<ChangeTie>();
        var outcome = step.Change is TieChange.MoveRecord
            ? await change.MoveAsync(step.PersonId, step.To, why, cancellation)
            : await change.MoveAccountAsync(step.PersonId, step.To, why, cancellation);
        return outcome is MoveOutcome.Moved
            ? new CaseActOutcome.Done(MatchingText.MoveDone, EndsCase: true)
            : new CaseActOutcome.Refused(string.Format(MatchingText.MoveRefused, Reason(outcome)));
    }

    // Looked at again in the moment of the act.
    private async Task<bool> IsProvenAsync(DeskCase open, TieStep step, CancellationToken cancellation)
    {
        if (AccessFacts.ReadProfile(open) is not { } profile || new ReadProfile(profile).Snils is not { } snils)
            return false;
        // What a record gives away is its person's: there the number speaks for both, or for the account that it is tied to.
        var gained = await records.FindAsync(step.Gained, cancellation);
        return gained?.Snils == snils && (step.Change is TieChange.MoveRecord || step.To == CityProfile.AccountOf(profile.Provider, profile.Subject));
    }

    private async Task<bool> IsOwnAsync(CaseOperator by, TieStep step, CancellationToken cancellation)
    {
        if (by.PersonId is not { } own)
            return step.To == by.Key;
        var kin = await families.KinOfAsync(own, cancellation);
        return step.Records.Any(record => record == own || kin.Contains(record, StringComparer.Ordinal));
    }

    private static string Reason(MoveOutcome outcome) => outcome switch
    {
        MoveOutcome.TargetInUse => MatchingText.MoveTargetInUse,
        MoveOutcome.AccountInUse => MatchingText.MoveAccountInUse,
        MoveOutcome.NothingThere or MoveOutcome.Same => MatchingText.MoveNothing,
        _ => MatchingText.MoveChanged,
    };
}
