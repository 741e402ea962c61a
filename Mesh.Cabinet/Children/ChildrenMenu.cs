using System.Security.Claims;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Shell;
using MudBlazor;

namespace Mesh.Cabinet.Children;

/// <summary>«Дети», for whom the records know as a parent.</summary>
internal sealed class ChildrenMenu(ISessions sessions, IAccessCheck accessCheck) : ICabinetMenu
{
    private static readonly MenuItem Item = new(20, ChildAddress.List, Icons.Material.Rounded.FamilyRestroom, ShellText.MenuChildren);

    public async Task<IReadOnlyList<MenuItem>> ItemsAsync(ClaimsPrincipal user, CancellationToken cancellation) =>
        await sessions.FindAsync(user, cancellation) is { } session && (await accessCheck.CheckAsync(session, cancellation)).Has(PersonRole.Parent) ? [Item] : [];
}
