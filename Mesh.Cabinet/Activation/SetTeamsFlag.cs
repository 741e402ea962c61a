using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Activation;

/// <summary>«Поставить признак Teams» (R50, D10): a teacher's object gets the mark again, now; whoever is no teacher by the records gets none.</summary>
internal sealed class SetTeamsFlag(ActivationStore activations, ISchoolRecords records, IServiceScopeFactory scopes, AccountOf accountOf, MoscowClock clock) : ICaseAction
{
    public string Key => "set-teams-flag";

    public string Title => ActivationText.SetTeamsTitle;

    public bool IsForMany => true;

    public async Task<IReadOnlyList<CaseChoice>?> ChoicesAsync(CaseOperator by, DeskCase open, CancellationToken cancellation) =>
        open is { Kind: SupportCaseKind.TeamsFlagMissing or SupportCaseKind.Message, PersonId: { } personId }
        && await activations.FindAsync(personId, cancellation) is { CompletedAt: not null } row
        && (open.Kind is SupportCaseKind.TeamsFlagMissing || await AccountAsync(row, cancellation) is not null)
            ? [new CaseChoice("", string.Format(ActivationText.SetTeamsWords, row.Login))]
            : null;

    public async Task<CaseActOutcome> ActAsync(CaseOperator by, DeskCase open, string choice, string why, CancellationToken cancellation)
    {
        if (await activations.FindAsync(open.PersonId!, cancellation) is not { CompletedAt: not null } row || await AccountAsync(row, cancellation) is not { } account)
            return new CaseActOutcome.Refused(ActivationText.SetTeamsNotTeacher);

        await using var scope = scopes.CreateAsyncScope();
        var directory = scope.ServiceProvider.GetRequiredService<IDomainAccounts>();
        if (await directory.KeepAsync(account, cancellation) is KeepOutcome.Unavailable)
            return new CaseActOutcome.Refused(ActivationText.SetTeamsAway);
        // Whatever else of the object was refused: what counts is the mark.
        return await directory.FindAsync(row.Id, row.Login, cancellation) switch
        {
            FindOutcome.Found found when found.Id == row.Id && found.IsMarkedTeacher is not false => new CaseActOutcome.Done(ActivationText.SetTeamsDone, EndsCase: open.Kind is SupportCaseKind.TeamsFlagMissing),
            FindOutcome.Unavailable => new CaseActOutcome.Refused(ActivationText.SetTeamsAway),
            _ => new CaseActOutcome.Refused(ActivationText.SetTeamsRefused),
        };
    }

    private async Task<DomainAccount?> AccountAsync(ActivationRow row, CancellationToken cancellation) =>
        await records.FindAsync(row.PersonId, cancellation) is { } person && accountOf.Record(row, person, clock.Today) is { Kind: DomainAccountKind.Teacher, IsEnabled: true } account ? account : null;
}
