using System.CommandLine;
using System.Data.Common;
using Mesh.Cabinet.Database;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.SchoolRecords.Import;

/// <summary><c>records import PATH [--dry-run] [--allow-withdrawals]</c>: exits 0, 1 if rows were refused, 2 if nothing was imported.</summary>
internal sealed class ImportCommand : Command
{
    private const int NothingImported = 2;
    private readonly RecordsImport import;
    private readonly Schema schema;
    private readonly DatabaseOptions database;
    private readonly Argument<string?> path = new("PATH") { Description = ImportText.PathAbout, Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = ImportText.DryRunAbout };
    private readonly Option<bool> allowWithdrawals = new("--allow-withdrawals") { Description = ImportText.AllowWithdrawalsAbout };

    public ImportCommand(RecordsImport import, Schema schema, IOptions<DatabaseOptions> database)
        : base("records", ImportText.RecordsAbout)
    {
        this.import = import;
        this.schema = schema;
        this.database = database.Value;
        var command = new Command("import", ImportText.ImportAbout) { path, dryRun, allowWithdrawals };
        command.SetAction(RunAsync);
        Subcommands.Add(command);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        if (arguments.GetValue(path) is not { Length: > 0 } package)
            return Fail(ImportText.PathNeeded);

        try
        {
            if (!schema.Prepare(database))
                return Fail(DatabaseText.SchemaOld);

            var request = new ImportRequest(package, arguments.GetValue(dryRun), arguments.GetValue(allowWithdrawals));
            return ImportReport.Write(await ImportConsole.RunAsync(watch => import.RunAsync(request, watch, cancellation)));
        }
        catch (OperationCanceledException)
        {
            return Fail(ImportText.Cancelled);
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException { InnerException: DbException })
        {
            // The database's own message could quote a row.
            return Fail(string.Format(ImportText.DatabaseFailed, failure.GetBaseException().HResult, failure.GetBaseException().GetType().Name));
        }
    }

    private static int Fail(string reason)
    {
        Terminal.Error.WriteLine(reason);
        return NothingImported;
    }
}
