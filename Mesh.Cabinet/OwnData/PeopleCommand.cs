using System.CommandLine;
using Mesh.Cabinet.Database;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.OwnData;

/// <summary><c>people export</c> and <c>people erase</c>: exit 0, or 1 with the reason.</summary>
internal sealed class PeopleCommand : Command
{
    private readonly IServiceScopeFactory scopes;
    private readonly Schema schema;
    private readonly DatabaseOptions database;

    public PeopleCommand(IServiceScopeFactory scopes, Schema schema, IOptions<DatabaseOptions> database)
        : base("people", OwnDataText.PeopleAbout)
    {
        this.scopes = scopes;
        this.schema = schema;
        this.database = database.Value;

        var person = new Argument<string>("PERSON") { Description = OwnDataText.PersonAbout };
        var to = new Option<string>("--to") { Description = OwnDataText.ToAbout, Required = true };
        var export = new Command("export", OwnDataText.ExportAbout) { person, to };
        export.SetAction((parsed, cancellation) => RunAsync(services => ExportAsync(services, parsed.GetValue(person)!, parsed.GetValue(to)!, cancellation)));
        Subcommands.Add(export);

        var why = new Option<string>("--why") { Description = OwnDataText.WhyAbout, Required = true };
        var erase = new Command("erase", OwnDataText.EraseAbout) { person, why };
        erase.SetAction((parsed, cancellation) => RunAsync(services => EraseAsync(services, parsed.GetValue(person)!, parsed.GetValue(why)!, cancellation)));
        Subcommands.Add(erase);
    }

    private async Task<int> RunAsync(Func<IServiceProvider, Task<int>> work)
    {
        if (!schema.Prepare(database))
            return Fail(DatabaseText.SchemaOld);

        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    private static async Task<int> ExportAsync(IServiceProvider services, string personId, string path, CancellationToken cancellation)
    {
        if (await services.GetRequiredService<ExportPerson>().OfRecordAsync(personId, cancellation) is not { } document)
            return Fail(string.Format(OwnDataText.NoRecord, personId));

        var json = Path.GetFullPath(path);
        var page = Path.ChangeExtension(json, ".html");
        if (json == page)
            json = Path.ChangeExtension(json, ".json");
        foreach (var file in (string[])[json, page])
        {
            if (Path.Exists(file))
                return Fail(string.Format(OwnDataText.Taken, file));
        }

        try
        {
            await WriteAsync(json, OwnDataFiles.Json(document), cancellation);
            await WriteAsync(page, OwnDataFiles.Page(document), cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Fail(string.Format(OwnDataText.NotWritten, failure.Message));
        }

        Terminal.Out.WriteLine(OwnDataText.Exported, json, page);
        return 0;
    }

    private static async Task<int> EraseAsync(IServiceProvider services, string personId, string why, CancellationToken cancellation)
    {
        switch (await services.GetRequiredService<ErasePerson>().RunAsync(personId, why, cancellation))
        {
            case EraseOutcome.Done done:
                foreach (var line in await services.GetRequiredService<ErasureAct>().LinesAsync(done.Erasure, done.Name, cancellation))
                    Terminal.Out.WriteLine("{0}", line);
                return 0;
            case EraseOutcome.NoSuchRecord:
                return Fail(string.Format(OwnDataText.NoRecord, personId));
            case EraseOutcome.WrongReason:
                return Fail(string.Format(OwnDataText.WrongReason, ErasePerson.MaxReasonLength));
            case EraseOutcome.NoList none:
                return Fail(string.Format(OwnDataText.NoList, none.Path, none.Reason));
            default:
                return Fail(OwnDataText.Unfinished);
        }
    }

    private static async Task WriteAsync(string path, string text, CancellationToken cancellation)
    {
        await using var writer = new StreamWriter(OwnFiles.Make(path));
        await writer.WriteAsync(text.AsMemory(), cancellation);
    }

    private static int Fail(string reason)
    {
        Terminal.Error.WriteLine("{0}", reason);
        return 1;
    }
}
