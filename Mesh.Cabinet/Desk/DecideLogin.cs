using Mesh.Cabinet.Cases;

namespace Mesh.Cabinet.Desk;

/// <summary>«Какой логин верный» of a case of differing logins (D3).</summary>
internal sealed class DecideLogin(CaseDecision decision) : ICaseAction
{
    public string Key => "decide-login";

    public string Title => DeskText.DecideTitle;

    public Task<IReadOnlyList<CaseChoice>?> ChoicesAsync(CaseOperator by, DeskCase open, CancellationToken cancellation)
    {
        if (open.Kind is not SupportCaseKind.LoginsDiffer)
            return Task.FromResult<IReadOnlyList<CaseChoice>?>(null);

        List<CaseChoice> choices = [];
        if (open.JournalLogin is { } journal)
            choices.Add(new CaseChoice(journal, string.Format(DeskText.DecideJournal, journal)));
        if (open.MosRuLogin is { } mosRu)
            choices.Add(new CaseChoice(mosRu, string.Format(DeskText.DecideMosRu, mosRu)));
        return Task.FromResult<IReadOnlyList<CaseChoice>?>(choices.Count == 0 ? null : choices);
    }

    public async Task<CaseActOutcome> ActAsync(CaseOperator by, DeskCase open, string choice, string why, CancellationToken cancellation) =>
        await decision.DecideAsync(open.Number, choice, cancellation, by) switch
        {
            DecisionOutcome.Decided decided => new CaseActOutcome.Done(string.Format(DeskText.DecideDone, decided.Login), EndsCase: true),
            DecisionOutcome.AlreadyClosed => new CaseActOutcome.Refused(DeskText.Meanwhile),
            _ => new CaseActOutcome.Refused(DeskText.DecideRefused),
        };
}
