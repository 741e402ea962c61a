using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Children;

/// <summary>
/// A parent sets a new password for an account that was made here; who did it, and when, is kept (E26). Whoever came with the old one is out.
/// </summary>
internal sealed class SetChildPassword(MyChildren children, ChildAccountStore accounts, ChildTryStore tries, ISimplifiedAccounts mosRu, IDistrust distrust, TimeProvider time)
{
    public async Task<ChildOutcome> RunAsync(Session session, string childId, TypedPassword password, string? device, CancellationToken cancellation)
    {
        if (await children.FindAsync(session, childId, cancellation) is not { } view)
            return new ChildOutcome.NotFound();
        if (!view.MayAct)
            return new ChildOutcome.MayOnlyLook();
        if (view.Account is not ChildAccountState.Made made)
            return new ChildOutcome.NotNow();
        if (ChildPasswordRules.Fault(password, made.Login, view.Child.Name.Full) is { } fault)
            return fault;

        var actor = new Actor(view.AdultId, device);
        return await tries.TakeAsync(childId, actor, cancellation) switch
        {
            ChildTry.NoRight => new ChildOutcome.NotFound(),
            ChildTry.TooMany => new ChildOutcome.TooManyTries(),
            _ => await SetAsync(childId, made.Subject, password, actor),
        };
    }

    private async Task<ChildOutcome> SetAsync(string childId, string subject, TypedPassword password, Actor actor)
    {
        switch (await mosRu.SetPasswordAsync(subject, password, CancellationToken.None))
        {
            case ChildPasswordOutcome.Accepted:
                await accounts.PasswordSetAsync(childId, actor, CancellationToken.None);
                await distrust.RunAsync(CityProvider.MosRu, subject, DistrustReason.PasswordChanged, time.GetUtcNow(), CancellationToken.None);
                return new ChildOutcome.Done();
            case ChildPasswordOutcome.Refused refused:
                return new ChildOutcome.PasswordBreaksRule(refused.Rule);
            case ChildPasswordOutcome.NoAccount:
                return new ChildOutcome.NotNow();
            default:
                return new ChildOutcome.MosRuUnavailable();
        }
    }
}
