using System.Data.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Mesh.Cabinet.Shell;

/// <summary>What an interactive page can be seen as.</summary>
public enum PageStage { Waiting, Failed, NotThere, Ready }

/// <summary>A page of the app: it finds the live session anew at each visit, and says so when the database does not answer.</summary>
public abstract class InteractivePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource left = new();

    protected InteractivePage() => Left = left.Token;

    [Inject]
    public required ISessions Sessions { get; init; }

    [Inject]
    public required AuthenticationStateProvider States { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    public PageStage Stage { get; private set; } = PageStage.Waiting;

    /// <summary>Ends what is still under way once the person has gone elsewhere.</summary>
    protected CancellationToken Left { get; }

    /// <summary>Loads the page again.</summary>
    public async Task ReloadAsync()
    {
        try
        {
            if (await SessionAsync() is not { } session)
                return;
            IsThere = true;
            await LoadAsync(session, Left);
            Stage = IsThere ? PageStage.Ready : PageStage.NotThere;
        }
        catch (DbException)
        {
            Stage = PageStage.Failed;
        }
        catch (OperationCanceledException) when (Left.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
    }

    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool isDisposing)
    {
        if (!isDisposing)
            return;
        left.Cancel();
        left.Dispose();
    }

    protected sealed override Task OnParametersSetAsync() => ReloadAsync();

    protected abstract Task LoadAsync(Session session, CancellationToken cancellation);

    /// <summary>The session as it stands now; where it has ended the page is loaded anew, which leads on.</summary>
    protected async Task<Session?> SessionAsync()
    {
        var session = await Sessions.FindAsync((await States.GetAuthenticationStateAsync()).User, Left);
        if (session is null)
            Navigation.Refresh(forceReload: true);
        return session;
    }

    /// <summary>What the address names is not there, or not this person's: one answer.</summary>
    protected void NotThere() => IsThere = false;

    /// <summary>To a page outside the app.</summary>
    protected void Leave(string address) => Navigation.NavigateTo(address, forceLoad: true);

    private bool IsThere { get; set; }
}
