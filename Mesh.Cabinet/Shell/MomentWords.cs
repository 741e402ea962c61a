using System.Globalization;

namespace Mesh.Cabinet.Shell;

/// <summary>A moment as people in Moscow say it, such as «1 сентября 2026, 08:30».</summary>
internal static class MomentWords
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    /// <summary>Such as «1 сентября 2026, вторник».</summary>
    public static string DayOf(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Moscow).ToString("d MMMM yyyy, dddd", Russian);

    /// <summary>Such as «08:30».</summary>
    public static string TimeOf(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Moscow).ToString("HH:mm", Russian);

    /// <summary>Such as «01.09, 08:30», where there is little room.</summary>
    public static string Short(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Moscow).ToString("dd.MM, HH:mm", Russian);

    public static string Of(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Moscow).ToString("d MMMM yyyy, HH:mm", Russian);
}
