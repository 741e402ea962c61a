namespace Mesh.Cabinet.Shell;

/// <summary>What a letter to support can be about, of a closed set: where somebody was, or what they were refused. Never anything of the person.</summary>
/// <param name="Key">As it stands in the address, after <c>/support?about=</c>.</param>
/// <param name="Words">What the person and the operator read.</param>
/// <param name="Again">Where what failed can be tried again; null where nothing failed.</param>
/// <param name="At">The page from which such letters come; null where it is none alone.</param>
public sealed record LetterMatter(string Key, string Words, string? Again = null, string? At = null)
{
    /// <summary>The longest key that is kept.</summary>
    public const int MaxKey = 100;
}

/// <summary>Knows some matters.</summary>
public interface ILetterMatters
{
    LetterMatter? Find(string key);

    /// <summary>What a letter is about that is written from a page.</summary>
    LetterMatter? OfPage(string path);
}

/// <summary>All matters of all features.</summary>
internal sealed class LetterMatters(IEnumerable<ILetterMatters> features)
{
    public const string Page = "/support";

    /// <returns>Null for a key that no feature knows.</returns>
    public LetterMatter? Find(string? key) => key is { Length: > 0 and <= LetterMatter.MaxKey } ? features.Select(feature => feature.Find(key)).FirstOrDefault(matter => matter is not null) : null;

    /// <summary>Where a letter is written from a page.</summary>
    public string AddressFrom(string? path) => path is not null && features.Select(feature => feature.OfPage(path)).FirstOrDefault(matter => matter is not null) is { } matter ? Address(matter.Key) : Page;

    /// <summary>Where a letter about it is written.</summary>
    public static string Address(string key) => $"{Page}?about={Uri.EscapeDataString(key)}";
}

internal static class LetterMatterFeatures
{
    /// <summary>Brings one matter.</summary>
    public static IServiceCollection AddMatter(this IServiceCollection services, LetterMatter matter) => services.AddSingleton<ILetterMatters>(new OneMatter(matter));
}

file sealed class OneMatter(LetterMatter matter) : ILetterMatters
{
    public LetterMatter? Find(string key) => key == matter.Key ? matter : null;

    public LetterMatter? OfPage(string path) => string.Equals(path, matter.At, StringComparison.OrdinalIgnoreCase) ? matter : null;
}
