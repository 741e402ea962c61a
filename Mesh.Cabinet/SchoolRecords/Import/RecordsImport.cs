using Mesh.Cabinet.SchoolRecords.Import.Files;
using Mesh.Cabinet.SchoolRecords.Import.Rows;
using Mesh.Cabinet.SchoolRecords.Import.Staging;

namespace Mesh.Cabinet.SchoolRecords.Import;

/// <summary>
/// Imports a OneRoster package (1.1 or 1.2) in bulk mode (D16): reads it row by row into the staged tables, checks rows against each other
/// there, and applies the differences in one transaction. A refused row leaves the earlier record of its id untouched.
/// </summary>
internal sealed class RecordsImport(
    FileStager files, RowChecks checks, StagingStore staging, FindingsStore findings, DifferencesStore differences, AccessGuard guard,
    FindingSchoolsStore places, RemarksStore remarks, ApplyStore records, ImportLeaseStore leases, ImportLimits limits, MoscowClock clock)
{
    public async Task<ImportOutcome> RunAsync(ImportRequest request, ImportWatch watch, CancellationToken cancellation)
    {
        try
        {
            using var package = RecordsPackage.Open(request.Path, limits);
            return await RunAsync(request, package, Manifest.Read(package, limits), watch, cancellation);
        }
        catch (RecordsUnreadableException fault)
        {
            return new ImportOutcome.NothingRead(fault.File, fault.Line, fault.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new ImportOutcome.NothingRead(null, null, ImportText.PathUnreadable);
        }
    }

    private async Task<ImportOutcome> RunAsync(ImportRequest request, RecordsPackage package, IReadOnlyList<RecordKind> kinds, ImportWatch watch, CancellationToken cancellation)
    {
        await using var lease = await ImportLease.TakeAsync(leases, cancellation);
        if (lease is null)
            return new ImportOutcome.AlreadyRunning();

        var run = new ImportRun(lease.Import, findings, watch);
        try
        {
            await staging.ClearAsync(cancellation);
            var startedAt = clock.Now;
            foreach (var kind in kinds.Where(kind => package.Has(kind.File)))
            {
                await files.ReadAsync(kind, package, run, cancellation);
                await checks.CheckAsync(kind, run, cancellation);
            }

            run.Report(ImportStep.Comparing);
            await StageMissingAsync(kinds, run, cancellation);
            await run.TellFindingsAsync(cancellation);
            return await ApplyAsync(request, kinds, run, startedAt, cancellation);
        }
        catch (ImportLeaseLostException)
        {
            return new ImportOutcome.AlreadyRunning();
        }
        finally
        {
            if (await leases.TryRenewAsync(lease.Import, CancellationToken.None))
                await staging.ClearAsync(CancellationToken.None);
        }
    }

    private async Task<ImportOutcome> ApplyAsync(ImportRequest request, IReadOnlyList<RecordKind> kinds, ImportRun run, DateTimeOffset startedAt, CancellationToken cancellation)
    {
        var counts = await differences.CountAsync(kinds, cancellation);
        await guard.PrepareAsync(run, clock.Today, withGains: request.IsDryRun, cancellation);
        var dryRun = request.IsDryRun ? new ImportOutcome.Done(counts, await guard.FindChangesAsync(cancellation)) : null;
        if (!request.AllowsWithdrawals && await guard.FindTooManyAsync(run, clock.Today, cancellation) is { } tooMany)
            return await OfThisImportAsync(tooMany with { DryRun = dryRun }, run, cancellation);
        if (dryRun is not null)
            return await OfThisImportAsync(dryRun, run, cancellation);

        var done = new ImportOutcome.Done(counts, AccessChanges: null);
        run.Report(ImportStep.Applying);
        await KeepRemarksAsync(run, cancellation);
        await records.ApplyAsync(run.Import, startedAt, done.Total, cancellation);
        return done;
    }

    private async Task KeepRemarksAsync(ImportRun run, CancellationToken cancellation)
    {
        if (run.Saved == 0)
            return;
        await places.FindAsync(run.Import, run.Saved, run.HasStagedFindings, cancellation);
        await remarks.KeepAsync(run.Import, cancellation);
    }

    // What was counted are the rows of who holds the lease.
    private async Task<ImportOutcome> OfThisImportAsync(ImportOutcome outcome, ImportRun run, CancellationToken cancellation) =>
        await leases.TryRenewAsync(run.Import, cancellation) ? outcome : throw new ImportLeaseLostException();

    private async Task StageMissingAsync(IReadOnlyList<RecordKind> kinds, ImportRun run, CancellationToken cancellation)
    {
        foreach (var kind in kinds.Where(kind => kind.Table is not null && !run.HasUnreadableIds.Contains(kind)))
            await differences.StageMissingAsync(run.Import, kind, cancellation);
    }
}
