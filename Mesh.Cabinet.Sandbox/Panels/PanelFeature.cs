using Mesh.Cabinet.Sandbox.Shell;

namespace Mesh.Cabinet.Sandbox.Panels;

/// <summary>A classroom panel to try.</summary>
internal static class PanelFeature
{
    public const string Path = "/panel";

    public static void MapPanel(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, () => Pages.Show<PanelPage>());
        app.MapPost(Path, async (PanelDoor door, CancellationToken cancellation) =>
            await door.BeginAsync(cancellation) is { } id ? Results.Redirect($"{Path}/{id}") : Pages.Show<PanelPage>(parameters: new() { [nameof(PanelPage.Error)] = "unavailable" }));
        app.MapGet(Path + "/{id:guid}", async (Guid id, PanelDoor door, CancellationToken cancellation) =>
        {
            if (door.Find(id) is not { } wait)
                return Results.Redirect(Path);
            var state = await door.LookAsync(wait, cancellation);
            return Pages.Show<PanelPage>(parameters: new() { [nameof(PanelPage.Wait)] = wait, [nameof(PanelPage.AccessToken)] = state.AccessToken, [nameof(PanelPage.Error)] = state.Error });
        });
    }
}
