using System.CommandLine;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords.Import.Checking;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.SchoolRecords.Import;

/// <summary>
/// <c>records import PATH [--dry-run] [--allow-withdrawals]</c> and <c>records check PATH</c>: exit 0, 1 if rows were or would be refused, 2 if
/// nothing was imported or could be read.
/// </summary>
internal sealed class ImportCommand : Command
{
    private const int NothingImported = 2;
    private readonly RecordsImport import;
    private readonly CheckPackage check;
    private readonly ImportMetrics metrics;
    private readonly Schema schema;
    private readonly DatabaseOptions database;
    private readonly Argument<string?> path = new("PATH") { Description = ImportText.PathAbout, Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = ImportText.DryRunAbout };
    private readonly Option<bool> allowWithdrawals = new("--allow-withdrawals") { Description = ImportText.AllowWithdrawalsAbout };

    public ImportCommand(RecordsImport import, CheckPackage check, ImportMetrics metrics, Schema schema, IOptions<DatabaseOptions> database)
        : base("records", ImportText.RecordsAbout)
    {
        this.import = import;
        this.check = check;
        this.metrics = metrics;
        this.schema = schema;
        this.database = database.Value;
        var command = new Command("import", ImportText.ImportAbout) { path, dryRun, allowWithdrawals };
        command.SetAction(RunAsync);
        Subcommands.Add(command);
        var checking = new Command("check", ImportText.CheckAbout) { path };
        checking.SetAction(CheckAsync);
        Subcommands.Add(checking);
    }

    private async Task<int> CheckAsync(ParseResult arguments, CancellationToken cancellation) =>
        arguments.GetValue(path) is { Length: > 0 } package
            ? CheckReport.Write(await ImportConsole.RunAsync(watch => check.RunAsync(package, watch, cancellation)))
            : Fail(ImportText.CheckPathNeeded);

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        if (arguments.GetValue(path) is not { Length: > 0 } package)
            return Fail(ImportText.PathNeeded);

        try
        {
            if (!schema.Prepare(database))
                return Fail(DatabaseText.SchemaOld);

            var request = new ImportRequest(package, arguments.GetValue(dryRun), arguments.GetValue(allowWithdrawals));
            return ImportReport.Write(await ImportConsole.RunAsync(watch => metrics.MeasureAsync(() => import.RunAsync(request, watch, cancellation))));
        }
        catch (OperationCanceledException)
        {
            return Fail(ImportText.Cancelled);
        }
        catch (Exception failure) when (DatabaseFault.IsOne(failure))
        {
            return Fail(string.Format(ImportText.DatabaseFailed, DatabaseFault.Tell(failure)));
        }
    }

    private static int Fail(string reason)
    {
        Terminal.Error.WriteLine(reason);
        return NothingImported;
    }
}
