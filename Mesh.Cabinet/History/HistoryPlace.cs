using System.Globalization;

namespace Mesh.Cabinet.History;

/// <summary>A place in the history, from which older entries are shown: as an address carries it.</summary>
internal sealed record HistoryPlace(long Number)
{
    /// <summary>Null for what somebody made up.</summary>
    public static HistoryPlace? Read(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new HistoryPlace(number) : null;

    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
