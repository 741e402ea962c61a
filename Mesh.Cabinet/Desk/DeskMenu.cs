using System.Security.Claims;
using Mesh.Cabinet.Desk.Audit;
using Mesh.Cabinet.Desk.Classes;
using Mesh.Cabinet.Desk.Jobs;
using Mesh.Cabinet.Desk.Numbers;
using Mesh.Cabinet.Desk.Services;
using Mesh.Cabinet.Shell;
using MudBlazor;

namespace Mesh.Cabinet.Desk;

/// <summary>The desk's own menu, and the way to it from the cabinet, for whoever works there, and the own classes of teachers.</summary>
internal sealed class DeskMenu(ISessions sessions, IClassViewers viewers) : ICabinetMenu
{
    private static readonly MenuItem[] Items =
    [
        new(80, "/desk/cases", Icons.Material.Rounded.SupportAgent, DeskText.Title, IsSecond: true),
        new(10, "/desk/cases", Icons.Material.Rounded.Forum, DeskText.Cases, Area: MenuItem.Desk),
        new(20, "/desk/people", Icons.Material.Rounded.Groups, DeskText.People, Area: MenuItem.Desk),
        new(30, "/desk/classes", Icons.Material.Rounded.School, DeskText.Classes, Area: MenuItem.Desk),
        new(31, JobEndpoint.Page, Icons.Material.Rounded.PlaylistPlay, JobsText.Title, IsSecond: true, Area: MenuItem.Desk),
        new(32, "/desk/records", Icons.Material.Rounded.RuleFolder, DeskText.Records, IsSecond: true, Area: MenuItem.Desk),
        new(34, "/desk/services", Icons.Material.Rounded.ToggleOff, SwitchesText.Title, IsSecond: true, Area: MenuItem.Desk),
        new(36, NumbersEndpoint.Page, Icons.Material.Rounded.BarChart, DeskText.Numbers, IsSecond: true, Area: MenuItem.Desk),
        new(40, TrailEndpoint.Page, Icons.Material.Rounded.ManageSearch, DeskText.Audit, IsSecond: true, Area: MenuItem.Desk),
        new(60, "/desk/notices", Icons.Material.Rounded.Campaign, DeskText.Notices, IsSecond: true, Area: MenuItem.Desk),
        new(90, "/cabinet", Icons.Material.Rounded.AccountCircle, DeskText.ToCabinet, Area: MenuItem.Desk),
    ];

    private static readonly MenuItem[] Teachers =
    [
        new(80, "/desk/classes", Icons.Material.Rounded.School, DeskText.OwnClasses, IsSecond: true),
        new(30, "/desk/classes", Icons.Material.Rounded.School, DeskText.OwnClasses, Area: MenuItem.Desk),
        new(90, "/cabinet", Icons.Material.Rounded.AccountCircle, DeskText.ToCabinet, Area: MenuItem.Desk),
    ];

    public async Task<IReadOnlyList<MenuItem>> ItemsAsync(ClaimsPrincipal user, CancellationToken cancellation) =>
        await sessions.FindAsync(user, cancellation) is { } session && await viewers.FindAsync(session, cancellation) is { } viewer ? viewer.Operator is null ? Teachers : Items : [];
}
