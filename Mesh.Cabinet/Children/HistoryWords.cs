using System.Globalization;

namespace Mesh.Cabinet.Children;

/// <summary>Who did what, and when, in plain words.</summary>
internal static class HistoryWords
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    /// <summary>«25 ноября 2026, 14:05», in Moscow.</summary>
    public static string When(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Moscow).ToString("d MMMM yyyy, HH:mm", Russian);

    /// <param name="readerId">Who reads: their own hand is «вы».</param>
    public static string Of(ChildEvent happened, string readerId)
    {
        var who = happened.ByPersonId == readerId ? ChildrenText.You : Polite(happened);
        return happened.Event switch
        {
            "child-account-created" => string.Format(ChildrenText.HistoryCreated, who, happened.Detail),
            "child-password-set" => string.Format(ChildrenText.HistoryPassword, who),
            _ => string.Format(ChildrenText.HistoryConsent, who),
        };
    }

    private static string Polite(ChildEvent happened) =>
        happened.By.Middle is { } middle ? $"{happened.By.Given} {middle}" : $"{happened.By.Given} {happened.By.Family}";
}
