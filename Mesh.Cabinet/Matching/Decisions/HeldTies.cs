using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Matching.Decisions;

/// <summary>Does what two operators have agreed upon when its day has passed, on one node at a time, and closes the case with word to its person.</summary>
internal sealed partial class HeldTies(TieProposalStore proposals, DecideTie decide, ITies ties, IAllCases allCases, IWaitingCases cases, LeaseStore leases, TimeProvider time, ILogger<HeldTies> logger) : BackgroundService
{
    private const string Lease = "held-ties";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private readonly Guid holder = Guid.NewGuid();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await leases.ReleaseAsync(Lease, holder, cancellationToken);
    }

    /// <summary>All that are due. A node that dies in the middle of one leaves it to the next, which finds what is done already.</summary>
    internal async Task PerformAsync(CancellationToken cancellation)
    {
        if (!await leases.TryHoldAsync(Lease, holder, cancellation))
            return;

        foreach (var proposal in await proposals.DueAsync(cancellation))
        {
            // Whoever has closed the case meanwhile has decided otherwise.
            var isOpen = await allCases.FindAsync(proposal.CaseNumber, cancellation) is { ClosedAt: null };
            var outcome = isOpen ? await PerformAsync(proposal, cancellation) : TieProposalStore.Cancelled;
            // The case first: a node that dies in between finds the tie as it should be, and the case closed or still to be closed.
            if (outcome == TieProposalStore.Done)
                await cases.SettleAsync(new WaitingCase(proposal.CaseNumber, "", ""), MatchingText.DecisionSettled, [], cancellation);
            await proposals.EndAsync(proposal.Id, outcome, cancellation);
            LogHeld(proposal.CaseNumber, outcome == TieProposalStore.Done);
        }
    }

    private async Task<string> PerformAsync(TieProposal proposal, CancellationToken cancellation)
    {
        if (await ties.FindAccountAsync(proposal.Step.Gained, cancellation) is { } account && account.Provider == proposal.Provider && account.Subject == proposal.Subject)
            return TieProposalStore.Done;
        return await decide.PerformAsync(proposal.Step, proposal.Why, cancellation) is CaseActOutcome.Refused refused ? refused.Why : TieProposalStore.Done;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await PerformAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogPostponed(failure.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The decision of case {Number} was due: done {IsDone}")]
    private partial void LogHeld(long number, bool isDone);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Decisions that are due could not be done yet: {Failure}")]
    private partial void LogPostponed(string failure);
}
