using Mesh.Cabinet.SchoolRecords.Import.Files;
using Mesh.Cabinet.SchoolRecords.Import.Rows;
using Mesh.Cabinet.SchoolRecords.Import.Staging;

namespace Mesh.Cabinet.SchoolRecords.Import;

/// <summary>
/// Imports a OneRoster 1.2 package in bulk mode (D16): reads it row by row into the staged tables, checks rows against each other
/// there, and applies the differences in one transaction. A refused row leaves the earlier record of its id untouched.
/// </summary>
internal sealed class RecordsImport(
    FileStager files, RowChecks checks, StagingStore staging, FindingsStore findings, DifferencesStore differences, AccessChangesStore accessChanges,
    ApplyStore records, ImportLeaseStore leases, ImportLimits limits, MoscowClock clock)
{
    /// <summary>A larger part of the people is not withdrawn unless that was asked for, in per cent.</summary>
    private const int MaxWithdrawalPercent = 5;

    private const int BatchSize = 1000;

    public async Task<ImportOutcome> RunAsync(ImportRequest request, ImportWatch watch, CancellationToken cancellation)
    {
        try
        {
            using var package = RecordsPackage.Open(request.Path, limits);
            Manifest.Check(package, limits);
            if (RecordKind.All.FirstOrDefault(kind => kind.IsFileRequired && !package.Has(kind.File)) is { } missing)
                return new ImportOutcome.NothingRead(missing.File, null, ImportText.FileMissing);
            return await RunAsync(request, package, watch, cancellation);
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

    private async Task<ImportOutcome> RunAsync(ImportRequest request, RecordsPackage package, ImportWatch watch, CancellationToken cancellation)
    {
        await using var lease = await ImportLease.TakeAsync(leases, cancellation);
        if (lease is null)
            return new ImportOutcome.AlreadyRunning();

        var run = new ImportRun(lease.Import, findings, watch);
        try
        {
            await staging.ClearAsync(cancellation);
            var startedAt = clock.Now;
            foreach (var kind in RecordKind.All)
            {
                await files.ReadAsync(kind, package, run, cancellation);
                await checks.CheckAsync(kind, run, cancellation);
            }

            run.Report(ImportStep.Comparing);
            await StageMissingAsync(run, cancellation);
            await run.TellFindingsAsync(cancellation);
            return await ApplyAsync(request, run, startedAt, cancellation);
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

    private async Task<ImportOutcome> ApplyAsync(ImportRequest request, ImportRun run, DateTimeOffset startedAt, CancellationToken cancellation)
    {
        var counts = new List<ImportCounts>();
        foreach (var kind in RecordKind.All)
            counts.Add(await differences.CountAsync(kind, cancellation));

        var withdrawn = counts.Single(count => count.File == RecordKind.People.File).Withdrawn;
        if (withdrawn > 0 && !request.AllowsWithdrawals)
        {
            var people = await differences.CountPeopleAsync(cancellation);
            if (withdrawn * 100L > people * (long)MaxWithdrawalPercent)
                return await OfThisImportAsync(new ImportOutcome.TooManyWithdrawals(withdrawn, people), run, cancellation);
        }

        if (request.IsDryRun)
            return await OfThisImportAsync(new ImportOutcome.Done(counts, await accessChanges.FindAsync(clock.Today, cancellation)), run, cancellation);

        var done = new ImportOutcome.Done(counts, AccessChanges: null);
        run.Report(ImportStep.Applying);
        await records.ApplyAsync(run.Import, startedAt, done.Total, cancellation);
        return done;
    }

    // What was counted are the rows of who holds the lease.
    private async Task<ImportOutcome> OfThisImportAsync(ImportOutcome outcome, ImportRun run, CancellationToken cancellation) =>
        await leases.TryRenewAsync(run.Import, cancellation) ? outcome : throw new ImportLeaseLostException();

    // What the file says nothing about gets a staged row of its own, with a negative line, so that applying looks at staged rows only.
    private async Task StageMissingAsync(ImportRun run, CancellationToken cancellation)
    {
        foreach (var kind in RecordKind.All.Where(kind => kind.Table is not null && !run.HasUnreadableIds.Contains(kind)))
        {
            var line = 0;
            await foreach (var ids in differences.FindMissingAsync(kind, cancellation).Chunk(BatchSize).WithCancellation(cancellation))
            {
                var rows = ids.Select(id => (object?[])[--line, id, false, true, Work.Withdraw, null, .. new object?[kind.OwnColumns]]);
                await staging.AddAsync(run.Import, kind, [.. rows], [], [], [], cancellation);
            }
        }
    }
}
