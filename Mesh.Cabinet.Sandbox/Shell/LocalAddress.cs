namespace Mesh.Cabinet.Sandbox.Shell;

/// <summary>Addresses that stay on this site; a browser reads «//host» and «/\host» as another one.</summary>
internal static class LocalAddress
{
    public static string OrElse(string? address, string otherwise) =>
        address is ['/'] or ['/', not ('/' or '\\'), ..] && !address.Any(char.IsControl) ? address : otherwise;
}
