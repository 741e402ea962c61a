namespace Mesh.Cabinet.SchoolRecords;

/// <summary>Now, and the day it is in Moscow: a post begins and ends by that day.</summary>
internal sealed class MoscowClock(TimeProvider time)
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    public DateTimeOffset Now => time.GetUtcNow();

    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Moscow).DateTime);
}
