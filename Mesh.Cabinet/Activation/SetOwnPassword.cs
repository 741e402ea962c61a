using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Activation;

/// <summary>Sets the school's own password of an account anew (D24), after mos.ru has just asked for its own.</summary>
internal sealed class SetOwnPassword(
    IAccessCheck accessCheck, ActivationStore store, KeepingStore keeping, IDomainAccounts directory, AccountOf accountOf,
    IOptionsMonitor<IdentityProviderOptions> providers, MoscowClock clock)
{
    public async Task<ActivationOutcome> RunAsync(Session session, TypedPassword password, TypedPassword repeated, CancellationToken cancellation)
    {
        var access = await accessCheck.CheckAsync(session, cancellation);
        if (!providers.Get(session.Profile.Provider).IsPasswordOwn
            || Eligibility.Of(access, session.Profile) is not { } eligible
            || await store.FindAsync(eligible.Person.Id, cancellation) is not { CompletedAt: not null } row)
            return new ActivationOutcome.NotNow();
        if (OwnPassword.Fault(session, password, repeated, clock.Now) is { } fault)
            return fault;
        if (PasswordPolicy.Broken(password, row.Login, eligible.Person.Name.Full) is { } rule)
            return new ActivationOutcome.PasswordBreaksRule(rule);

        // From here on the work is carried to its end even if the person closes the page.
        switch (await directory.SetPasswordAsync(accountOf.Eligible(row, eligible), password, CancellationToken.None))
        {
            case SetPasswordOutcome.Accepted:
                await keeping.PasswordSetAsync(row with { IsPasswordOwn = true }, session.AuthTime ?? clock.Now, CancellationToken.None);
                return new ActivationOutcome.Done();
            case SetPasswordOutcome.Refused:
                return new ActivationOutcome.PasswordBreaksRule(PasswordRule.Other);
            case SetPasswordOutcome.NotAllowed:
                return new ActivationOutcome.DirectoryRefused();
            default:
                return new ActivationOutcome.DirectoryUnavailable();
        }
    }
}
