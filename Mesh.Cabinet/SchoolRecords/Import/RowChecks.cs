using Mesh.Cabinet.SchoolRecords.Import.Rows;
using Mesh.Cabinet.SchoolRecords.Import.Staging;

namespace Mesh.Cabinet.SchoolRecords.Import;

/// <summary>
/// The checks of a row against other rows, made when its file is staged whole. Files are checked in their order, so that what a
/// row refers to has already been judged.
/// </summary>
internal sealed class RowChecks(RowChecksStore checks, StagingStore staging)
{
    private const int BatchSize = 1000;

    public async Task CheckAsync(RecordKind kind, ImportRun run, CancellationToken cancellation)
    {
        await RefuseAsync(
            kind, run, Of(checks.FindRepeatedIdsAsync(kind, cancellation), clash => new Refusal(clash.Line, "sourcedId", string.Format(ImportText.IdTwice, clash.FirstLine))), cancellation);
        if (kind == RecordKind.People)
            await RefuseAsync(kind, run, SameLogins.FindAsync(checks.FindSameLoginsAsync(cancellation)), cancellation);

        // A refused row may be what another one refers to: again, until nothing falls any more.
        while (await RefuseClashesAsync(kind, run, cancellation) > 0)
        {
        }

        if (kind == RecordKind.People)
        {
            await RefuseAsync(
                RecordKind.BirthDates, run, Of(checks.FindUnknownBirthDatesAsync(cancellation), line => new Refusal(line, "sourcedId", ImportText.UnknownReference)), cancellation);
        }
    }

    private async Task<int> RefuseClashesAsync(RecordKind kind, ImportRun run, CancellationToken cancellation)
    {
        var refused = 0;
        foreach (var reference in kind.References)
            refused += await RefuseUnknownAsync(kind, run, checks.FindUnknownReferencesAsync(kind, reference, cancellation), reference.CsvColumn, cancellation);
        if (kind == RecordKind.Organisations)
        {
            refused += await RefuseUnknownAsync(kind, run, checks.FindUnknownReferencesAsync(kind, RecordKind.Parent, cancellation), RecordKind.Parent.CsvColumn, cancellation);
            var loops = await OrganisationLoops.FindAsync(checks.ReadTreeAsync(cancellation));
            refused += await RefuseAsync(kind, run, loops.Select(line => new Refusal(line, RecordKind.Parent.CsvColumn, ImportText.ParentLoop)).ToAsyncEnumerable(), cancellation);
        }

        if (kind == RecordKind.People)
        {
            refused += await RefuseUnknownAsync(kind, run, checks.FindUnknownAgentsAsync(cancellation), "agentSourcedIds", cancellation);
            refused += await RefuseAsync(
                kind, run, Of(checks.FindLoginsOfRefusedAsync(cancellation), line => new Refusal(line, "username", ImportText.LoginOfRefused)), cancellation);
        }

        return refused;
    }

    private Task<int> RefuseUnknownAsync(RecordKind kind, ImportRun run, IAsyncEnumerable<int> lines, string column, CancellationToken cancellation) =>
        RefuseAsync(kind, run, Of(lines, line => new Refusal(line, column, ImportText.UnknownReference)), cancellation);

    private async Task<int> RefuseAsync(RecordKind kind, ImportRun run, IAsyncEnumerable<Refusal> refusals, CancellationToken cancellation)
    {
        // Read to the end first: SQL Server would let the rows be changed only after the query that still reads them.
        var all = await refusals.ToListAsync(cancellation);
        foreach (var batch in all.Chunk(BatchSize))
        {
            foreach (var refusal in batch)
                run.Find(new ImportFinding(kind.File, refusal.Line, refusal.Column, refusal.Reason, IsRefusal: true));
            await run.SaveFindingsAsync(kind, cancellation);
            await staging.RefuseAsync(run.Import, kind, batch, cancellation);
        }

        return all.Count;
    }

    private static IAsyncEnumerable<Refusal> Of<T>(IAsyncEnumerable<T> rows, Func<T, Refusal> refusal) => rows.Select(refusal);
}
