namespace Mesh.Cabinet.SchoolRecords;

/// <summary>Now, and the day it is in Moscow: a post begins and ends by that day.</summary>
internal sealed class MoscowClock(TimeProvider time)
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The moment at which a day begins in Moscow.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Moscow.GetUtcOffset(midnight));
    }

    /// <summary>A moment by the clocks in Moscow, as a browser's field of date and time has it (HTML, «local date and time string»); null if it is none.</summary>
    public static DateTimeOffset? Moment(string? typed) =>
        DateTime.TryParseExact(typed, ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var moment)
            ? new DateTimeOffset(moment, Moscow.GetUtcOffset(moment))
            : null;

    /// <summary>Now, by the clocks in Moscow.</summary>
    public DateTimeOffset Local => TimeZoneInfo.ConvertTime(Now, Moscow);

    public DateOnly Today => DateOnly.FromDateTime(Local.DateTime);
}
