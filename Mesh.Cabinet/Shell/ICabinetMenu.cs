using System.Security.Claims;

namespace Mesh.Cabinet.Shell;

/// <summary>What a feature brings to the cabinet's menu, for whom it is.</summary>
public interface ICabinetMenu
{
    Task<IReadOnlyList<MenuItem>> ItemsAsync(ClaimsPrincipal user, CancellationToken cancellation);
}

/// <summary>An entry of the cabinet's menu.</summary>
/// <param name="Place">Entries stand in the order of these.</param>
/// <param name="Icon">The content of an SVG of 24 by 24.</param>
/// <param name="IsSecond">On a phone it stands behind «Ещё».</param>
/// <param name="Area">The first segment of the addresses at which it stands in the menu.</param>
public sealed record MenuItem(int Place, string Address, string Icon, string Title, bool IsSecond = false, string Area = MenuItem.Cabinet)
{
    public const string Cabinet = "cabinet";
    public const string Desk = "desk";
}

internal static class CabinetMenus
{
    /// <summary>An entry that everybody has.</summary>
    public static IServiceCollection AddMenu(this IServiceCollection services, MenuItem item) => services.AddSingleton<ICabinetMenu>(new PlainMenu(item));
}

file sealed class PlainMenu(MenuItem item) : ICabinetMenu
{
    public Task<IReadOnlyList<MenuItem>> ItemsAsync(ClaimsPrincipal user, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<MenuItem>>([item]);
}
