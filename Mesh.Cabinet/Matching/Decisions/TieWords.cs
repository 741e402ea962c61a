using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Matching.Decisions;

/// <summary>Decisions in words, and what an operator sees of one beside the case.</summary>
internal sealed class TieWords(TieProposalStore proposals) : ICaseFacts
{
    public static string Of(TieStep step) => step.Change is TieChange.MoveRecord
        ? string.Format(MatchingText.MoveRecord, step.PersonId, step.To)
        : string.Format(MatchingText.MoveAccount, step.PersonId);

    public async Task<IReadOnlyList<CaseFacts>> FindAsync(CaseOperator by, DeskCase open, CancellationToken cancellation)
    {
        if (await proposals.FindAsync(open.Number, cancellation) is not { } proposal)
            return [];

        List<CaseFact> facts =
        [
            new(MatchingText.DecisionWhat, null, Of(proposal.Step)),
            new(MatchingText.DecisionFirst, null, $"{proposal.ProposedName}, {MomentWords.Of(proposal.ProposedAt)}"),
            new(MatchingText.DecisionSecond, null, proposal.SecondName ?? MatchingText.DecisionSecondMissing),
            new(MatchingText.DecisionState, null, State(proposal)),
        ];
        return [new CaseFacts(MatchingText.DecisionTitle, facts)];
    }

    private static string State(TieProposal proposal) => proposal switch
    {
        { EndedAt: not null, Outcome: TieProposalStore.Done } => string.Format(MatchingText.DecisionDoneAt, MomentWords.Of(proposal.EndedAt.Value)),
        { EndedAt: not null, Outcome: TieProposalStore.Cancelled } => string.Format(MatchingText.DecisionCancelledAt, MomentWords.Of(proposal.EndedAt.Value)),
        { EndedAt: not null } => proposal.Outcome ?? "",
        { HoldsAt: { } at } => string.Format(MatchingText.DecisionHoldsAt, MomentWords.Of(at)),
        _ => MatchingText.DecisionWaits,
    };
}
