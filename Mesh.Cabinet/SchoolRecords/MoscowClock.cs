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

    /// <summary>Now, by the clocks in Moscow.</summary>
    public DateTimeOffset Local => TimeZoneInfo.ConvertTime(Now, Moscow);

    public DateOnly Today => DateOnly.FromDateTime(Local.DateTime);
}
