using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords.Import.Staging;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.SchoolRecords.Import;

/// <summary>Settings under <c>SchoolRecords</c>.</summary>
internal sealed record SchoolRecordsOptions
{
    /// <summary>A folder or zip imported at the first start; empty for none.</summary>
    public string FirstImport { get; init; } = "";

    /// <summary>Words for roles beside OneRoster's own that make staff, such as <c>ext:tutor</c>, in any letter case.</summary>
    public IReadOnlyList<string> StaffRoles { get; init; } = [];
}

/// <summary>
/// Imports the records named by <c>SchoolRecords:FirstImport</c> when no import has ever been completed, behind the back of the
/// start: pages are served meanwhile, only readiness waits.
/// </summary>
internal sealed partial class FirstImport(
    RecordsImport import, ApplyStore records, IOptions<SchoolRecordsOptions> options, FirstImportState state, ImportMetrics metrics, ILogger<FirstImport> log)
    : BackgroundService
{
    private const int MaxFindingsLogged = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.FirstImport.Length == 0)
        {
            state.IsDone = true;
            return;
        }

        // Off the thread that starts the program.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested && !state.IsDone)
        {
            if (await TryImportAsync(stoppingToken))
                state.IsDone = true;
            else
                await Task.Delay(Pause, stoppingToken);
        }
    }

    private async Task<bool> TryImportAsync(CancellationToken cancellation)
    {
        try
        {
            if (await records.HasEverAppliedAsync(cancellation))
                return true;

            var findings = 0;
            var watch = new ImportWatch(_ => { }, finding =>
            {
                if (++findings <= MaxFindingsLogged)
                    LogFinding(finding);
            });
            var outcome = await metrics.MeasureAsync(() => import.RunAsync(new ImportRequest(WorkingRoot.Resolve(options.Value.FirstImport)), watch, cancellation));
            if (outcome is ImportOutcome.Done { Total: var total })
            {
                LogDone(total.Added, total.Refused);
                return true;
            }

            LogNotDone(outcome);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A database that is away for a moment must not end the program; readiness tells that something is missing.
            LogFailed(failure);
        }

        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "First import: {Finding}")]
    private partial void LogFinding(ImportFinding finding);

    [LoggerMessage(Level = LogLevel.Information, Message = "First import done: {Added} records, {Refused} rows refused")]
    private partial void LogDone(int added, int refused);

    [LoggerMessage(Level = LogLevel.Warning, Message = "First import not done: {Outcome}")]
    private partial void LogNotDone(ImportOutcome outcome);

    [LoggerMessage(Level = LogLevel.Error, Message = "First import failed")]
    private partial void LogFailed(Exception failure);
}
