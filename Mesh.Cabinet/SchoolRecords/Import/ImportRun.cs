using Mesh.Cabinet.SchoolRecords.Import.Rows;
using Mesh.Cabinet.SchoolRecords.Import.Staging;

namespace Mesh.Cabinet.SchoolRecords.Import;

/// <summary>One import while it runs: what it has found so far and who hears of it.</summary>
internal sealed class ImportRun(Guid import, FindingsStore store, ImportWatch watch)
{
    private readonly List<ImportFinding> unsaved = [];
    /// <summary>How many findings are kept so far.</summary>
    public int Saved { get; private set; }

    public Guid Import { get; } = import;

    /// <summary>
    /// Files with rows whose id cannot be read. Any record may be meant by them, so nothing of these files is withdrawn merely
    /// because it is missing.
    /// </summary>
    public HashSet<RecordKind> HasUnreadableIds { get; } = [];

    /// <summary>Whether a check of staged rows found any: of all others it was known at once whose they are.</summary>
    public bool HasStagedFindings { get; private set; }

    public void Find(ImportFinding finding)
    {
        unsaved.Add(finding);
        HasStagedFindings |= finding.Staged is not null;
    }

    public async Task SaveFindingsAsync(RecordKind kind, CancellationToken cancellation)
    {
        if (unsaved.Count == 0)
            return;

        await store.AddAsync(Import, kind, Saved, unsaved, cancellation);
        Saved += unsaved.Count;
        unsaved.Clear();
    }

    public void Report(RecordKind kind, int rows, double share) =>
        watch.OnProgress(new ImportProgress(ImportStep.Reading, kind.File, rows, Math.Min(share, 1)));

    public void Report(ImportStep step) => watch.OnProgress(new ImportProgress(step, null, 0, 0));

    public async Task TellFindingsAsync(CancellationToken cancellation)
    {
        await foreach (var finding in store.ReadAsync(cancellation))
            watch.OnFinding(finding);
    }
}
