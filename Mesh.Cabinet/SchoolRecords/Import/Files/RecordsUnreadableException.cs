namespace Mesh.Cabinet.SchoolRecords.Import.Files;

/// <summary>Ends an import at a package, file or header that cannot be read at all; becomes <see cref="ImportOutcome.NothingRead"/>.</summary>
internal sealed class RecordsUnreadableException(string reason, string? file = null, int? line = null) : Exception(reason)
{
    public string? File { get; } = file;

    public int? Line { get; } = line;
}
