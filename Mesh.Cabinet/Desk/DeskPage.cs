using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Components;

namespace Mesh.Cabinet.Desk;

/// <summary>A page of the desk: it finds the operator anew at each visit and before each act, and wants a sign-in of the last hour.</summary>
public abstract class DeskPage : InteractivePage
{
    /// <summary>How old a sign-in may be.</summary>
    public static readonly TimeSpan SignedInFor = TimeSpan.FromHours(1);

    [Inject]
    public required IOperators Operators { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>Whether the provider has to be asked again.</summary>
    internal static bool IsTooOld(Session session, DateTimeOffset now) => now - (session.ConfirmedAt ?? session.AuthTime ?? session.SignedInAt) >= SignedInFor;

    protected sealed override async Task LoadAsync(Session session, CancellationToken cancellation)
    {
        if (await OfAsync(session, cancellation) is { } by)
            await LoadAsync(by, cancellation);
    }

    protected abstract Task LoadAsync(CaseOperator by, CancellationToken cancellation);

    /// <summary>The operator as the records say now; whoever is none any more, or has signed in too long ago, is led away.</summary>
    protected async Task<CaseOperator?> OperatorAsync() =>
        await SessionAsync() is { } session ? await OfAsync(session, Left) : null;

    private async Task<CaseOperator?> OfAsync(Session session, CancellationToken cancellation)
    {
        var here = new Uri(Navigation.Uri).PathAndQuery;
        if (IsTooOld(session, Time.GetUtcNow()))
        {
            Leave(SignInAddress.Confirm(here));
            return null;
        }

        var by = await Operators.FindAsync(session, cancellation);
        if (by is null)
            Leave(here);
        return by;
    }
}
