using Mesh.Cabinet.Logins;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Children;

/// <summary>
/// Makes a simplified account (R39). Consent and request are written, mos.ru makes the account under the request's id, one transaction
/// ties it to the child and ends the request. After a break anywhere either parent sends the form again, and it goes on from there.
/// </summary>
internal sealed class CreateChildAccount(
    MyChildren children, ChildAccountStore accounts, ConsentStore consents, Consent consent, ChildLogins logins, ChildTryStore tries, ISimplifiedAccounts mosRu, TieLetters letters,
    TimeProvider time)
{
    private const int Looks = 20;
    private const int MostNumbers = 20;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    /// <param name="typedLogin">Empty for the proposed one.</param>
    public async Task<ChildOutcome> RunAsync(
        Session session, string childId, string typedLogin, TypedPassword password, string? device, CancellationToken cancellation)
    {
        if (await children.FindAsync(session, childId, cancellation) is not { } view)
            return new ChildOutcome.NotFound();
        if (!view.MayAct)
            return new ChildOutcome.MayOnlyLook();
        if (view.Account is ChildAccountState.Started { IsBusy: true })
            return await WaitAsync(childId, cancellation);
        // Where mos.ru said nothing it is asked once more by the request itself, which makes no second account.
        if (!view.IsOffered && view.Account is not ChildAccountState.Unknown)
            return new ChildOutcome.NotNow();
        if (!consent.Current.IsCoveredBy(await consents.FindAsync(childId, view.AdultId, cancellation)))
            return new ChildOutcome.ConsentFirst();

        var proposal = await logins.ProposeAsync(view.Child, null, cancellation);
        var wanted = proposal.IsFixed || string.IsNullOrWhiteSpace(typedLogin) ? proposal.Login : typedLogin;
        var login = proposal.IsFixed ? proposal.Login : LoginRules.Bare(wanted);
        if (!proposal.IsFixed && !LoginRules.IsLegal(login))
            return new ChildOutcome.LoginIllegal(wanted);
        if (ChildPasswordRules.Fault(password, login, view.Child.Name.Full) is { } fault)
            return fault;

        var actor = new Actor(view.AdultId, device);
        return await tries.TakeAsync(childId, actor, cancellation) switch
        {
            ChildTry.NoRight => new ChildOutcome.NotFound(),
            ChildTry.TooMany => new ChildOutcome.TooManyTries(),
            _ => await StartAsync(view.Child, new Wish(login, proposal.IsFixed, LoginRules.IsCandidate(login, proposal.Wanted), password, actor), cancellation),
        };
    }

    private async Task<ChildOutcome> StartAsync(PersonRecord child, Wish wish, CancellationToken cancellation)
    {
        // Not before the try was counted: else a form that is refused for its password would say of any login whether it is somebody's.
        if (!wish.IsFixed && !await logins.IsFreeAsync(wish.Login, child, cancellation))
            return new ChildOutcome.LoginTaken(wish.Login);

        return await accounts.StartAsync(child.Id, wish.Login, wish.Actor, cancellation) switch
        {
            // From here on the work is carried to its end even if the person closes the page.
            StartOutcome.Started started => await CreateAsync(started.Row, child, wish),
            StartOutcome.Busy => await WaitAsync(child.Id, cancellation),
            StartOutcome.NoRight => new ChildOutcome.NotFound(),
            _ => new ChildOutcome.NotNow(),
        };
    }

    private async Task<ChildOutcome> CreateAsync(ChildAccountRow row, PersonRecord child, Wish wish)
    {
        var identity = MyChildren.IdentityOf(child)!;
        var outcome = await mosRu.CreateAsync(row.Id, identity, wish.Login, wish.Password, CancellationToken.None);
        // Half of the city is named alike: nobody should have to try the numbers by hand.
        for (var number = 0; number < MostNumbers && outcome is CreateChildOutcome.LoginTaken && wish is { IsProposed: true, IsFixed: false }; number++)
        {
            wish = wish with { Login = (await logins.ProposeAsync(child, wish.Login, CancellationToken.None)).Login };
            outcome = await mosRu.CreateAsync(row.Id, identity, wish.Login, wish.Password, CancellationToken.None);
        }

        switch (outcome)
        {
            case CreateChildOutcome.Created { IsRepeated: true } earlier:
                return await WithPasswordAsync(row, child, earlier, wish);
            case CreateChildOutcome.Created created:
                return await CompleteAsync(row, child, created, wish.Actor);
            case CreateChildOutcome.LoginTaken:
                await accounts.AbandonAsync(row, CancellationToken.None);
                return wish.IsFixed ? new ChildOutcome.JournalLoginTaken() : new ChildOutcome.LoginTaken(wish.Login);
            case CreateChildOutcome.AlreadyThere:
                await accounts.AbandonAsync(row, CancellationToken.None);
                return new ChildOutcome.NotNow();
            case CreateChildOutcome.PasswordRefused refused:
                await accounts.AbandonAsync(row, CancellationToken.None);
                return new ChildOutcome.PasswordBreaksRule(refused.Rule);
            default:
                await accounts.ReleaseAsync(row, CancellationToken.None);
                return new ChildOutcome.MosRuUnavailable();
        }
    }

    // The account of an earlier try has the password of that try: the one typed now is to hold.
    private async Task<ChildOutcome> WithPasswordAsync(ChildAccountRow row, PersonRecord child, CreateChildOutcome.Created earlier, Wish wish)
    {
        var set = await mosRu.SetPasswordAsync(earlier.Subject, wish.Password, CancellationToken.None);
        if (set is ChildPasswordOutcome.Accepted)
            return await CompleteAsync(row, child, earlier, wish.Actor);

        await accounts.ReleaseAsync(row, CancellationToken.None);
        return set is ChildPasswordOutcome.Refused refused ? new ChildOutcome.PasswordBreaksRule(refused.Rule) : new ChildOutcome.MosRuUnavailable();
    }

    private async Task<ChildOutcome> CompleteAsync(ChildAccountRow row, PersonRecord child, CreateChildOutcome.Created created, Actor actor)
    {
        var word = await letters.OfChildAsync(child, CancellationToken.None);
        return await accounts.CompleteAsync(row, created.Subject, created.Login, actor, word, CancellationToken.None) ? new ChildOutcome.Done() : new ChildOutcome.NotNow();
    }

    // The other parent's request mostly ends in a moment: then this one is shown the account (E28).
    private async Task<ChildOutcome> WaitAsync(string childId, CancellationToken cancellation)
    {
        for (var look = 0; look < Looks; look++)
        {
            var row = await accounts.FindAsync(childId, cancellation);
            if (row is { CompletedAt: not null })
                return new ChildOutcome.NotNow();
            if (row?.BusyUntil is null)
                return new ChildOutcome.Busy();
            await Task.Delay(BetweenLooks, time, cancellation);
        }

        return new ChildOutcome.Busy();
    }

    /// <param name="IsProposed">The login is ours: another number is as good.</param>
    private sealed record Wish(string Login, bool IsFixed, bool IsProposed, TypedPassword Password, Actor Actor);
}
