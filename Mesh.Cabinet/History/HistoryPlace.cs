using System.Globalization;

namespace Mesh.Cabinet.History;

/// <summary>A place in the history, from which older entries are shown: as an address carries it.</summary>
internal sealed record HistoryPlace(DateTimeOffset At, Guid Id)
{
    /// <summary>Null for what somebody made up.</summary>
    public static HistoryPlace? Read(string? text) =>
        text?.Split('-', 2) is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.Ticks
        && Guid.TryParseExact(id, "N", out var guid)
            ? new HistoryPlace(new DateTimeOffset(at, TimeSpan.Zero), guid)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}-{Id:N}");
}
