namespace Mesh.Cabinet.History;

/// <summary>A place in the history, from which older entries are shown.</summary>
internal sealed record HistoryPlace(long Number);
