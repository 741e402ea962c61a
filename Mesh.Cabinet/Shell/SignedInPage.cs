using Microsoft.AspNetCore.Components;

namespace Mesh.Cabinet.Shell;

/// <summary>A static page for somebody signed in: it gets the live session, or sends to the landing page.</summary>
public abstract class SignedInPage : ComponentBase
{
    [Inject]
    public required ISessions Sessions { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    protected sealed override async Task OnInitializedAsync()
    {
        if (await Sessions.FindAsync(Http.User, Http.RequestAborted) is { } session)
            await LoadAsync(session, Http.RequestAborted);
        else
            Navigation.NavigateTo("/");
    }

    protected abstract Task LoadAsync(Session session, CancellationToken cancellation);
}
