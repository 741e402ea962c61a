using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Desk.Passkeys;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Components;

namespace Mesh.Cabinet.Desk;

/// <summary>A page of the desk: it finds who is there anew at each visit and before each act, and wants a sign-in of the last hour.</summary>
/// <typeparam name="TWho">What somebody is at the desk.</typeparam>
public abstract class DeskPageOf<TWho> : InteractivePage
    where TWho : class
{
    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IOperatorProof Proof { get; init; }

    protected sealed override async Task LoadAsync(Session session, CancellationToken cancellation)
    {
        if (await OfAsync(session, cancellation) is { } who)
            await LoadAsync(who, cancellation);
    }

    protected abstract Task LoadAsync(TWho by, CancellationToken cancellation);

    /// <summary>As the records say now; null for whoever has nothing to do here.</summary>
    protected abstract Task<TWho?> FindAsync(Session session, CancellationToken cancellation);

    /// <summary>Who is there, as the records say now; whoever has no right any more, or has signed in too long ago, is led away.</summary>
    protected async Task<TWho?> OperatorAsync() =>
        await SessionAsync() is { } session ? await OfAsync(session, Left) : null;

    /// <summary>The same, before anything is changed or revealed: with a passkey beside the sign-in, for which the page is left. What was typed is kept as a draft.</summary>
    protected async Task<TWho?> ActorAsync()
    {
        if (await SessionAsync() is not { } session || await OfAsync(session, Left) is not { } who)
            return null;
        if (await Proof.IsProvenAsync(session, Left))
            return who;
        Leave(PasskeyEndpoints.For(new Uri(Navigation.Uri).PathAndQuery));
        return null;
    }

    private async Task<TWho?> OfAsync(Session session, CancellationToken cancellation)
    {
        var here = new Uri(Navigation.Uri).PathAndQuery;
        if (DeskPage.IsTooOld(session, Time.GetUtcNow()))
        {
            Leave(SignInAddress.Confirm(here));
            return null;
        }

        var who = await FindAsync(session, cancellation);
        if (who is null)
            Leave(here);
        return who;
    }
}

/// <summary>A page of the operators.</summary>
public abstract class DeskPage : DeskPageOf<CaseOperator>
{
    /// <summary>How old a sign-in may be.</summary>
    public static readonly TimeSpan SignedInFor = TimeSpan.FromHours(1);

    [Inject]
    public required IOperators Operators { get; init; }

    /// <summary>Whether the provider has to be asked again.</summary>
    internal static bool IsTooOld(Session session, DateTimeOffset now) => now - (session.ConfirmedAt ?? session.AuthTime ?? session.SignedInAt) >= SignedInFor;

    protected sealed override Task<CaseOperator?> FindAsync(Session session, CancellationToken cancellation) => Operators.FindAsync(session, cancellation);
}
