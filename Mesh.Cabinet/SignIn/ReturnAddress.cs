namespace Mesh.Cabinet.SignIn;

/// <summary>Where to go after sign-in: only ever a page of this site.</summary>
internal static class ReturnAddress
{
    public const string Default = "/start";

    /// <summary>In characters. It travels in a cookie, and inside the address of a provider.</summary>
    public const int MaxLength = 3000;

    /// <summary>The address if it is a local path, else <c>/start</c>: never «//host», «/\host», a scheme, or a character that no header may carry.</summary>
    public static string Local(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] and not "/"
        && address.Length <= MaxLength && address.All(character => character is >= ' ' and <= '~') && !address.Contains('\\', StringComparison.Ordinal)
            ? address
            : Default;
}
