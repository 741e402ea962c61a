using Mesh.Cabinet.SchoolRecords.Import.Rows;
using Mesh.Cabinet.SchoolRecords.Import.Staging;

namespace Mesh.Cabinet.SchoolRecords.Import;

/// <summary>
/// The checks of a row against other rows, made when its file is staged whole. Files are checked in their order, so that what a
/// row refers to has already been judged. What carries a row refuses it; what only adds to it is left out, and a good value of before stays (E42).
/// </summary>
internal sealed class RowChecks(RowChecksStore checks, StagingStore staging, LeftOutStore leaving)
{
    private const int BatchSize = 1000;
    private const string Agents = "agentSourcedIds";

    public async Task CheckAsync(RecordKind kind, ImportRun run, CancellationToken cancellation)
    {
        await RefuseAsync(
            kind, run, Of(checks.FindRepeatedIdsAsync(kind, cancellation), clash => new Refusal(clash.Line, "sourcedId", string.Format(ImportText.IdTwice, kind.LineOf(clash.FirstLine))) { Sort = string.Format(ImportText.IdTwice, "…") }), cancellation);
        if (kind == RecordKind.People)
            await RefuseAsync(kind, run, SameLogins.FindAsync(checks.FindSameLoginsAsync(cancellation)), cancellation);
        if (kind.RowsOf is { } rows)
            await staging.LeaveAloneOfRefusedAsync(run.Import, kind, rows, cancellation);

        // A refused row may be what another one refers to: again, until nothing falls any more.
        var leftOut = new HashSet<int>();
        while (await RefuseClashesAsync(kind, leftOut, run, cancellation) > 0)
        {
        }

        foreach (var reference in kind.References.Where(reference => !reference.Carries))
            await LeaveOutAsync(kind, reference, leftOut, run, cancellation);
        if (kind == RecordKind.People)
        {
            await LeaveOutAgentsAsync(run, cancellation);
            await RefuseAsync(
                RecordKind.BirthDates, run, Of(checks.FindUnknownBirthDatesAsync(cancellation), line => new Refusal(line, "sourcedId", Unknown(RecordKind.People))), cancellation);
        }
    }

    private async Task<int> RefuseClashesAsync(RecordKind kind, HashSet<int> leftOut, ImportRun run, CancellationToken cancellation)
    {
        var refused = 0;
        foreach (var reference in kind.References.Where(reference => reference.Carries))
            refused += await RefuseUnknownAsync(kind, reference, run, cancellation);
        if (kind == RecordKind.Organisations)
        {
            await LeaveOutAsync(kind, RecordKind.Parent, leftOut, run, cancellation);
            var loops = await OrganisationLoops.FindAsync(checks.ReadTreeAsync(cancellation));
            refused += await RefuseAsync(kind, run, loops.Select(line => new Refusal(line, RecordKind.Parent.CsvColumn, ImportText.ParentLoop)).ToAsyncEnumerable(), cancellation);
        }

        if (kind == RecordKind.People)
        {
            refused += await RefuseAsync(
                kind, run, Of(checks.FindLoginsOfRefusedAsync(cancellation), line => new Refusal(line, "username", ImportText.LoginOfRefused)), cancellation);
        }

        return refused;
    }

    // What belongs to a record that its own file calls gone is gone with it: that is in order.
    private async Task<int> RefuseUnknownAsync(RecordKind kind, RowReference reference, ImportRun run, CancellationToken cancellation)
    {
        var gone = await checks.FindOfGoneAsync(kind, reference, cancellation).ToListAsync(cancellation);
        await SayAsync(kind, run, gone, reference.CsvColumn, string.Format(ImportText.ReferenceGone, reference.Target.File), cancellation);
        await staging.WithdrawAsync(run.Import, kind, gone, cancellation);

        var unknown = checks.FindUnknownReferencesAsync(kind, reference, run.HasUnreadableIds.Contains(reference.Target), cancellation);
        return await RefuseAsync(kind, run, Of(unknown, line => new Refusal(line, reference.CsvColumn, Unknown(reference.Target))), cancellation);
    }

    // The earlier value that stands there instead may be of what is gone as well: it stays all the same.
    private async Task LeaveOutAsync(RecordKind kind, RowReference reference, HashSet<int> before, ImportRun run, CancellationToken cancellation)
    {
        var unknown = checks.FindUnknownReferencesAsync(kind, reference, run.HasUnreadableIds.Contains(reference.Target), cancellation);
        var lines = await unknown.Where(before.Add).ToListAsync(cancellation);
        await SayAsync(kind, run, lines, reference.CsvColumn, Unknown(reference.Target), cancellation);
        await leaving.LeaveOutAsync(run.Import, kind, reference, lines, cancellation);
    }

    private async Task LeaveOutAgentsAsync(ImportRun run, CancellationToken cancellation)
    {
        var lines = await checks.FindUnknownAgentsAsync(run.HasUnreadableIds.Contains(RecordKind.People), cancellation).ToListAsync(cancellation);
        await SayAsync(RecordKind.People, run, lines.Select(one => (one.Line, (string?)one.Agent)), Agents, string.Format(ImportText.UnknownAgent, RecordKind.People.File), cancellation);
        await leaving.KeepAgentsAsync(run.Import, [.. lines.Select(one => one.Line)], cancellation);
    }

    private static Task SayAsync(RecordKind kind, ImportRun run, IEnumerable<int> lines, string column, string reason, CancellationToken cancellation) =>
        SayAsync(kind, run, lines.Select(line => (line, (string?)null)), column, reason, cancellation);

    private static async Task SayAsync(RecordKind kind, ImportRun run, IEnumerable<(int Line, string? Words)> lines, string column, string reason, CancellationToken cancellation)
    {
        foreach (var batch in lines.Chunk(BatchSize))
        {
            foreach (var (line, words) in batch)
                run.Find(new ImportFinding(kind.File, kind.LineOf(line), column, reason, IsRefusal: false) { Staged = (kind.Staged.Name, line), Words = words });
            await run.SaveFindingsAsync(kind, cancellation);
        }
    }

    private async Task<int> RefuseAsync(RecordKind kind, ImportRun run, IAsyncEnumerable<Refusal> refusals, CancellationToken cancellation)
    {
        // Read to the end first: SQL Server would let the rows be changed only after the query that still reads them.
        var all = await refusals.ToListAsync(cancellation);
        foreach (var batch in all.Chunk(BatchSize))
        {
            foreach (var refusal in batch)
                run.Find(new ImportFinding(kind.File, kind.LineOf(refusal.Line), refusal.Column, refusal.Reason, IsRefusal: true) { Sort = refusal.Sort, Staged = (kind.Staged.Name, refusal.Line) });
            await run.SaveFindingsAsync(kind, cancellation);
            await staging.RefuseAsync(run.Import, kind, batch, cancellation);
        }

        return all.Count;
    }

    private static string Unknown(RecordKind target) => string.Format(ImportText.UnknownReference, target.File);

    private static IAsyncEnumerable<Refusal> Of<T>(IAsyncEnumerable<T> rows, Func<T, Refusal> refusal) => rows.Select(refusal);
}
