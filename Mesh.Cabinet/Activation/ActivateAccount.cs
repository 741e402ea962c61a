using Mesh.Cabinet.Logins;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Activation;

/// <summary>
/// The one operation that makes a МЭШ account. Its order leaves, whatever fails: nothing written, or a login reserved that the
/// same person resumes. Password right at mos.ru → directory's policy → one transaction → one create → done.
/// </summary>
internal sealed class ActivateAccount(
    IAccessCheck accessCheck,
    ActivationQuery query,
    ActivationStore store,
    PasswordTryStore tries,
    IPasswordCheck passwords,
    IOptionsMonitor<IdentityProviderOptions> providers,
    IDomainAccounts directory,
    AccountOf accountOf,
    IRecordChanges changes,
    AccountTroubles troubles,
    MoscowClock clock,
    ActivationMetrics metrics)
{
    // An import is dated by the machine that ran it; to look once more costs little.
    private static readonly TimeSpan ClockLeeway = TimeSpan.FromMinutes(5);

    /// <param name="repeated">The password typed once more, where nobody can compare it (D24); else not looked at.</param>
    /// <param name="confirmed">The changed login that the person confirmed; null if none was shown.</param>
    public async Task<ActivationOutcome> RunAsync(Session session, TypedPassword password, TypedPassword repeated, string? confirmed, CancellationToken cancellation)
    {
        var begun = clock.Now;
        var access = await metrics.StepAsync(ActivationStep.Records, () => accessCheck.CheckAsync(session, cancellation));
        var state = await query.FindAsync(session, access, cancellation);
        switch (state)
        {
            case ActivationState.Done:
                return new ActivationOutcome.Done();
            case ActivationState.NotOffered or ActivationState.LoginsDiffer:
                return new ActivationOutcome.NotNow();
            case ActivationState.Open { Proposal: { IsChanged: true } proposal } when confirmed is null || !LoginRules.IsCandidate(confirmed, proposal.Wanted):
                return new ActivationOutcome.ConfirmFirst();
        }

        var eligible = Eligibility.Of(access, session.Profile)!;
        var isOwn = providers.Get(session.Profile.Provider).IsPasswordOwn;
        var (refusal, rightAt) = isOwn
            ? (OwnPassword.Fault(session, password, repeated, clock.Now), session.AuthTime ?? clock.Now)
            : await metrics.StepAsync(ActivationStep.Password, () => AskMosRuAsync(session.Profile, eligible.Person.Id, password, cancellation));
        if (refusal is not null)
            return refusal;
        var login = state is ActivationState.Reserved reserved ? reserved.Login : ((ActivationState.Open)state).Proposal.Login;
        if (PasswordPolicy.Broken(password, login, eligible.Person.Name.Full) is { } rule)
        {
            await tries.ForgetAsync(eligible.Person.Id, CancellationToken.None);
            return new ActivationOutcome.PasswordBreaksRule(rule);
        }

        // From here on the work is carried to its end even if the person closes the page.
        var activation = await metrics.StepAsync(ActivationStep.Reserve, async () => state is ActivationState.Open open
            ? await ReserveAsync(eligible.Person, session.Profile, open.Proposal, confirmed, rightAt)
            : (await store.ResumeAsync(eligible.Person.Id, CancellationToken.None))!);
        return await CreateAsync(activation with { PasswordSetAt = rightAt, IsPasswordOwn = isOwn }, eligible, password, session.Profile, begun, isFirst: state is ActivationState.Open);
    }

    private async Task<(ActivationOutcome? Refusal, DateTimeOffset RightAt)> AskMosRuAsync(
        CityProfile profile, string personId, TypedPassword password, CancellationToken cancellation)
    {
        var length = password.Reveal().Length;
        if (length == 0)
            return (new ActivationOutcome.PasswordMissing(), default);
        if (length > TypedPassword.MaxLength)
            return (new ActivationOutcome.PasswordBreaksRule(PasswordRule.TooLong), default);

        if (await tries.TakeAsync(personId, cancellation) is not TryOutcome.Taken taken)
            return (new ActivationOutcome.Blocked(), default);

        switch (await passwords.CheckAsync(profile, password, cancellation))
        {
            case PasswordCheckOutcome.Right right:
                return (null, right.At);
            case PasswordCheckOutcome.Wrong:
                return (taken.BlockedUntil is null ? new ActivationOutcome.WrongPassword() : new ActivationOutcome.Blocked(), default);
            case var silence:
                await tries.GiveBackAsync(personId, CancellationToken.None);
                return (silence is PasswordCheckOutcome.Refused ? new ActivationOutcome.MosRuRefuses() : new ActivationOutcome.MosRuUnavailable(), default);
        }
    }

    private async Task<ActivationRow> ReserveAsync(
        PersonRecord person, CityProfile profile, LoginProposal proposal, string? confirmed, DateTimeOffset rightAt)
    {
        for (var login = proposal.Login; ; login = await query.FirstFreeAsync(proposal.Wanted, person.Id, CancellationToken.None))
        {
            var wanted = new ActivationRow
            {
                PersonId = person.Id,
                Id = Guid.CreateVersion7(),
                Login = login,
                WantedLogin = proposal.Wanted,
                // A word for a login that nobody was shown means nothing.
                AskedLogin = proposal.IsChanged && confirmed is not null ? confirmed : proposal.Login,
                MosRuLogin = profile.Login,
                JournalLogin = person.Username,
                PasswordSetAt = rightAt,
            };
            if (await store.ReserveAsync(wanted, CancellationToken.None) is { } reserved)
                return reserved;
        }
    }

    /// <param name="isFirst">Nobody tried to make this account before, so that there is nothing to be over.</param>
    private async Task<ActivationOutcome> CreateAsync(ActivationRow activation, Eligibility eligible, TypedPassword password, CityProfile profile, DateTimeOffset begun, bool isFirst)
    {
        for (; ; )
        {
            switch (await metrics.StepAsync(ActivationStep.Directory, () => directory.CreateAsync(accountOf.Eligible(activation, eligible), password, CancellationToken.None)))
            {
                case CreateOutcome.Created created:
                    // The account was made by the records as they were: what an import has changed meanwhile is left to the keeper.
                    var isCurrent = await changes.LastImportAsync(CancellationToken.None) is not { } import || import < begun - ClockLeeway;
                    // What the directory did not take, or holds otherwise, is the keeper's to repeat and to tell.
                    isCurrent &= created.IsWhole && created.Held == new HeldAccount(activation.Login, IsHeldOff: false);
                    await store.CompleteAsync(activation, isCurrent ? AccountOf.NextChange(eligible.Person, clock.Today) : clock.Now, CancellationToken.None);
                    if (!isFirst)
                        await troubles.MadeAsync(activation, CancellationToken.None);
                    return new ActivationOutcome.Done();
                case CreateOutcome.NameTaken:
                    activation = await MoveAsync(activation, eligible.Person.Id);
                    break;
                case CreateOutcome.PasswordRefused:
                    return new ActivationOutcome.PasswordBreaksRule(PasswordRule.Other);
                case CreateOutcome.Refused:
                    await troubles.NotMadeAsync(activation, CancellationToken.None);
                    return new ActivationOutcome.DirectoryRefused();
                case CreateOutcome.Twice:
                    await troubles.TwiceAsync(activation, CancellationToken.None);
                    return new ActivationOutcome.DirectoryRefused();
                default:
                    return new ActivationOutcome.DirectoryUnavailable();
            }
        }
    }

    // Somebody else's object bears the name in the directory: the next candidate is tried (E36).
    private async Task<ActivationRow> MoveAsync(ActivationRow activation, string personId)
    {
        foreach (var candidate in LoginRules.Candidates(activation.WantedLogin).SkipWhile(login => login != activation.Login).Skip(1))
        {
            if (await query.IsFreeAsync(candidate, personId, CancellationToken.None) && await store.MoveAsync(activation, candidate, CancellationToken.None) is { } moved)
                return moved with { PasswordSetAt = activation.PasswordSetAt, IsPasswordOwn = activation.IsPasswordOwn };
        }

        throw new InvalidOperationException("The candidates of a login never end.");
    }
}
