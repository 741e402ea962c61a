namespace Mesh.Cabinet.Cases;

/// <summary>How many letters may lie here (E55): what waits for an answer must stay something that somebody can answer.</summary>
internal static class LetterLimits
{
    /// <summary>Of one account, not answered yet.</summary>
    public const int OfAccount = 20;

    /// <summary>Of all who are not signed in, in a day. Whoever is signed in is never kept from writing by them.</summary>
    public const int OfStrangersInDay = 5_000;

    public static readonly TimeSpan Day = TimeSpan.FromDays(1);
}
