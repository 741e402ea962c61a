using System.Data.Common;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Components;

namespace Mesh.Cabinet.Children;

/// <summary>
/// A page about one child: whose it is not, or not any more, finds no such page. Whom an import takes the right from is led from an open
/// one to the list, which no longer has the child: at the next act, and within half a minute (E27).
/// </summary>
public abstract class ChildSection : InteractivePage
{
    internal static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(20);

    private bool isWatched;

    [Inject]
    internal MyChildren Mine { get; init; } = null!;

    [Inject]
    internal TimeProvider Time { get; init; } = null!;

    /// <summary>The child's record, as the address has it.</summary>
    [Parameter]
    public string? Id { get; set; }

    protected ChildView? View { get; private set; }

    protected sealed override async Task LoadAsync(Session session, CancellationToken cancellation)
    {
        View = await Mine.FindAsync(session, ChildAddress.Read(Id), cancellation);
        if (View is null)
            NotThere();
        else
            await LoadAsync(session, View, cancellation);
    }

    protected abstract Task LoadAsync(Session session, ChildView view, CancellationToken cancellation);

    /// <summary>The session and the right over the child as they stand now; null where either is gone or less, which the person then sees.</summary>
    internal async Task<(Session Session, ChildView View)?> StillMineAsync()
    {
        if (View is not { } view || await SessionAsync() is not { } session)
            return null;
        switch (await Mine.RightAsync(session, view.Id, Left))
        {
            case { Child.Right: var right } when right == view.Family.Right:
                return (session, view);
            case null:
                View = null;
                Navigation.NavigateTo(ChildAddress.List);
                break;
            default:
                await ReloadAsync();
                break;
        }

        StateHasChanged();
        return null;
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (isWatched || View is null)
            return;
        isWatched = true;
        _ = WatchAsync(Left);
    }

    private async Task WatchAsync(CancellationToken left)
    {
        while (!left.IsCancellationRequested && View is not null)
        {
            try
            {
                await Task.Delay(BetweenLooks, Time, left);
                await InvokeAsync(StillMineAsync);
            }
            catch (DbException)
            {
                // The next look asks again.
            }
            catch (OperationCanceledException)
            {
                // The page is left.
            }
        }
    }
}
