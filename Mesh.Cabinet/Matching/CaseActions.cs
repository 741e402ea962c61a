using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Matching;

/// <summary>«Проверить ещё раз»: the rules are asked again with what mos.ru said of the person.</summary>
internal sealed class EvaluateAgain(AccessFacts facts) : ICaseAction
{
    public string Key => "evaluate-again";

    public string Title => MatchingText.AgainTitle;

    public bool IsForMany => true;

    public Task<IReadOnlyList<CaseChoice>?> ChoicesAsync(CaseOperator by, DeskCase open, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<CaseChoice>?>(open is { Profile: not null, Kind: SupportCaseKind.AccessRequest or SupportCaseKind.SeveralRecords or SupportCaseKind.SnilsDiffers or SupportCaseKind.Message }
            ? [new CaseChoice("", MatchingText.AgainWords)]
            : null);

    public async Task<CaseActOutcome> ActAsync(CaseOperator by, DeskCase open, string choice, string why, CancellationToken cancellation)
    {
        if (AccessFacts.ReadProfile(open) is not { } profile)
            return new CaseActOutcome.Refused(MatchingText.AgainGone);

        var access = await facts.EvaluateAsync(profile, cancellation);
        return access.Granted.Count == 0
            ? new CaseActOutcome.Refused(MatchingText.AgainClosed)
            : new CaseActOutcome.Done(string.Format(MatchingText.AgainOpen, string.Join(", ", access.Granted.Select(granted => VerdictWords.Role(granted.Role)))), EndsCase: access.Withheld.Count == 0);
    }
}

/// <summary>«Разорвать связь»: somebody else has come for the record, as its person says. It holds at once.</summary>
internal sealed class ReleaseTie(IServiceScopeFactory scopes, ITies ties) : ICaseAction
{
    public string Key => "release-tie";

    public string Title => MatchingText.ReleaseTitle;

    public bool IsGrave => true;

    public async Task<IReadOnlyList<CaseChoice>?> ChoicesAsync(CaseOperator by, DeskCase open, CancellationToken cancellation) =>
        open is { Kind: SupportCaseKind.NotMe } && await IsTiedAsync(open, cancellation) ? [new CaseChoice("", string.Format(MatchingText.ReleaseWords, open.PersonId))] : null;

    public async Task<CaseActOutcome> ActAsync(CaseOperator by, DeskCase open, string choice, string why, CancellationToken cancellation)
    {
        if (!await IsTiedAsync(open, cancellation))
            return new CaseActOutcome.Refused(MatchingText.ReleaseGone);

        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ChangeTie>().ReleaseAsync(open.PersonId!, why, cancellation) is ReleaseOutcome.Released
            ? new CaseActOutcome.Done(MatchingText.ReleaseDone, EndsCase: false)
            : new CaseActOutcome.Refused(MatchingText.ReleaseGone);
    }

    // The record may be another account's by now.
    private async Task<bool> IsTiedAsync(DeskCase open, CancellationToken cancellation) =>
        open is { PersonId: { } personId, Provider: { } provider, Subject: { } subject }
        && await ties.FindAccountAsync(personId, cancellation) is { } account && account.Provider == provider && account.Subject == subject;
}

/// <summary>«Закончить сеансы»: whatever the account has open ends, and its devices are unbound.</summary>
internal sealed class EndAll(IServiceScopeFactory scopes, TimeProvider time) : ICaseAction
{
    public string Key => "end-sessions";

    public string Title => MatchingText.EndTitle;

    public bool IsGrave => true;

    // Whoever names a school proves nothing to it, and gives it no power over the account.
    public Task<IReadOnlyList<CaseChoice>?> ChoicesAsync(CaseOperator by, DeskCase open, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<CaseChoice>?>(open.Subject is null || open is { IsUnproven: true, SchoolId: not null } ? null : [new CaseChoice("", MatchingText.EndWords)]);

    public async Task<CaseActOutcome> ActAsync(CaseOperator by, DeskCase open, string choice, string why, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IDistrust>().RunAsync(open.Provider!, open.Subject!, DistrustReason.NotMe, time.GetUtcNow(), cancellation);
        return new CaseActOutcome.Done(MatchingText.EndDone, EndsCase: false);
    }
}
