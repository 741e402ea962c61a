using Mesh.Cabinet.Cases;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Matching.Decisions;

/// <summary>«Это один человек»: what hangs on a former record or account goes over to the new one (E44), or a record goes to whom it is said to belong to (D11).</summary>
internal sealed class MoveTie(DecideTie decide) : ICaseAction
{
    public string Key => "move-tie";

    public string Title => MatchingText.MoveTitle;

    public Task<IReadOnlyList<CaseChoice>?> ChoicesAsync(CaseOperator by, DeskCase open, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<CaseChoice>?>(StepOf(open) is { } step
            ? [new CaseChoice("", step.Change is TieChange.MoveRecord ? string.Format(MatchingText.MoveRecord, step.PersonId, step.To) : string.Format(MatchingText.MoveAccount, step.PersonId))]
            : null);

    public Task<CaseActOutcome> ActAsync(CaseOperator by, DeskCase open, string choice, string why, CancellationToken cancellation) =>
        decide.RunAsync(by, open, StepOf(open)!, why, cancellation);

    private static TieStep? StepOf(DeskCase open) => open switch
    {
        { Kind: SupportCaseKind.RecordReplaced, PersonId: { } from, About: { } to } => new(TieChange.MoveRecord, from, to),
        { Kind: SupportCaseKind.AccountReplaced or SupportCaseKind.TiedElsewhere or SupportCaseKind.TieRefused, PersonId: { } person, Subject: { } subject } =>
            new(TieChange.MoveAccount, person, $"{open.Provider}/{subject}"),
        _ => null,
    };
}

/// <summary>«Какая запись его»: of several that match, the operator says which one is the person's (E11).</summary>
internal sealed class ConfirmRecord(DecideTie decide, ISchoolRecords records) : ICaseAction
{
    private const int Most = 20;

    public string Key => "confirm-record";

    public string Title => MatchingText.ConfirmTitle;

    public async Task<IReadOnlyList<CaseChoice>?> ChoicesAsync(CaseOperator by, DeskCase open, CancellationToken cancellation)
    {
        if (open.Kind is not SupportCaseKind.SeveralRecords || open.Subject is null || AccessFacts.ReadProfile(open) is not { } profile)
            return null;

        var found = await records.FindCandidatesAsync(AccessCheck.Search(new ReadProfile(profile)), cancellation);
        List<CaseChoice> choices = [.. found.Where(record => !record.IsWithdrawn && IsTheirs(by, record)).Take(Most).Select(record => new CaseChoice(record.Id, Words(record)))];
        return choices.Count == 0 ? null : choices;
    }

    public async Task<CaseActOutcome> ActAsync(CaseOperator by, DeskCase open, string choice, string why, CancellationToken cancellation) =>
        await ChoicesAsync(by, open, cancellation) is { } choices && choices.Any(one => one.Value == choice)
            ? await decide.RunAsync(by, open, new TieStep(TieChange.MoveAccount, choice, $"{open.Provider}/{open.Subject}"), why, cancellation)
            : new CaseActOutcome.Refused(MatchingText.MoveChanged);

    private static bool IsTheirs(CaseOperator by, PersonRecord record) =>
        by.IsCity || record.Posts.Any(post => by.Schools.Contains(post.School.Id, StringComparer.Ordinal));

    private static string Words(PersonRecord record)
    {
        var posts = record.Posts.Where(post => !post.IsWithdrawn).Select(post => $"{post.Position ?? post.Role}, {post.School.Name}").Distinct();
        return string.Format(MatchingText.ConfirmWords, record.Name.Full, record.Id, string.Join("; ", posts));
    }
}

/// <summary>«Подтвердить вторым»: a second operator, who speaks for more schools than the first.</summary>
internal sealed class AgreeToTie(DecideTie decide, TieProposalStore proposals) : ICaseAction
{
    public string Key => "agree-tie";

    public string Title => MatchingText.AgreeTitle;

    public async Task<IReadOnlyList<CaseChoice>?> ChoicesAsync(CaseOperator by, DeskCase open, CancellationToken cancellation) =>
        await proposals.FindAsync(open.Number, cancellation) is { EndedAt: null } proposal && proposal.TakesSecond(by)
            ? [new CaseChoice("", string.Format(MatchingText.AgreeWords, proposal.ProposedName, TieWords.Of(proposal.Step), proposal.Why))]
            : null;

    public Task<CaseActOutcome> ActAsync(CaseOperator by, DeskCase open, string choice, string why, CancellationToken cancellation) =>
        decide.AgreeAsync(by, open, cancellation);
}

/// <summary>«Отменить решение», while it waits: any operator of the case, the first one too.</summary>
internal sealed class CancelTie(TieProposalStore proposals) : ICaseAction
{
    public string Key => "cancel-tie";

    public string Title => MatchingText.CancelTitle;

    public bool IsGrave => true;

    public async Task<IReadOnlyList<CaseChoice>?> ChoicesAsync(CaseOperator by, DeskCase open, CancellationToken cancellation) =>
        await proposals.FindAsync(open.Number, cancellation) is { EndedAt: null } ? [new CaseChoice("", MatchingText.CancelWords)] : null;

    public async Task<CaseActOutcome> ActAsync(CaseOperator by, DeskCase open, string choice, string why, CancellationToken cancellation) =>
        await proposals.FindAsync(open.Number, cancellation) is { EndedAt: null } proposal && await proposals.EndAsync(proposal.Id, TieProposalStore.Cancelled, cancellation)
            ? new CaseActOutcome.Done(MatchingText.CancelDone, EndsCase: false)
            : new CaseActOutcome.Refused(MatchingText.DecisionGone);
}
