namespace Mesh.Cabinet.Database;

/// <summary>
/// How many characters the columns take: the same constant bounds what comes from outside and what a form or a file may hold. SQLite
/// would keep any length, SQL Server refuses what is longer.
/// </summary>
internal static class TextLength
{
    /// <summary>Ids of records.</summary>
    public const int Id = 100;

    /// <summary>Words of a closed set: kinds, providers, events.</summary>
    public const int Word = 40;

    /// <summary>Logins, subjects, names, and whatever else stands on one line.</summary>
    public const int Line = 255;

    /// <summary>The key by which a case is one however often it is opened: a kind, an account and a role.</summary>
    public const int CaseKey = 400;

    /// <summary>A browser's <c>User-Agent</c>, cut to this.</summary>
    public const int Browser = 250;

    /// <summary>The beginning of a text that is too long; the text itself if it fits.</summary>
    public static string? Cut(string? text, int length) => text?.Length > length ? text[..length] : text;
}
