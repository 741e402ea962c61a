using System.CommandLine;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Desk;

/// <summary><c>cases list</c> and <c>cases decide N --login LOGIN</c>, for operators.</summary>
internal sealed class CasesCommand : Command
{
    private readonly IAllCases cases;
    private readonly CaseDecision decision;
    private readonly Schema schema;
    private readonly DatabaseOptions database;

    public CasesCommand(IAllCases cases, CaseDecision decision, Schema schema, IOptions<DatabaseOptions> database)
        : base("cases", DeskText.CommandAbout)
    {
        this.cases = cases;
        this.decision = decision;
        this.schema = schema;
        this.database = database.Value;

        var list = new Command("list", DeskText.ListAbout);
        list.SetAction((_, cancellation) => OnCurrentSchemaAsync(() => ListAsync(cancellation)));
        Subcommands.Add(list);

        var number = new Argument<long>("number") { Description = DeskText.NumberAbout };
        var login = new Option<string>("--login") { Description = DeskText.LoginAbout, Required = true };
        var decide = new Command("decide", DeskText.DecideAbout) { number, login };
        decide.SetAction((parsed, cancellation) => OnCurrentSchemaAsync(() => DecideAsync(parsed.GetValue(number), parsed.GetValue(login)!, cancellation)));
        Subcommands.Add(decide);
    }

    private async Task<int> OnCurrentSchemaAsync(Func<Task<int>> work)
    {
        if (schema.Prepare(database))
            return await work();

        Terminal.Error.WriteLine(DatabaseText.SchemaOld);
        return 1;
    }

    private async Task<int> ListAsync(CancellationToken cancellation)
    {
        var open = await cases.ListOpenAsync(cancellation);
        foreach (var item in open)
        {
            if (item is { Kind: SupportCaseKind.RecordReplaced, PersonId: { } earlier, About: { } later })
                Terminal.Out.WriteLine(DeskText.ListRecords, item.Number, item.OpenedAt.ToLocalTime(), earlier, later);
            else if (item is { Kind: SupportCaseKind.AccountReplaced, PersonId: { } person, About: { } account })
                Terminal.Out.WriteLine(DeskText.ListAccounts, item.Number, item.OpenedAt.ToLocalTime(), person, account, $"{item.Provider}/{item.Subject}");
            else if (item.About is { } about)
                Terminal.Out.WriteLine(DeskText.ListLineAbout, item.Number, item.OpenedAt.ToLocalTime(), CaseWords.Of(item.Kind), about);
            else
                Terminal.Out.WriteLine(DeskText.ListLine, item.Number, item.OpenedAt.ToLocalTime(), CaseWords.Of(item.Kind), item.JournalLogin ?? "—", item.MosRuLogin ?? "—");
        }

        Terminal.Out.WriteLine(DeskText.ListTotal, open.Count);
        return 0;
    }

    private async Task<int> DecideAsync(long number, string login, CancellationToken cancellation)
    {
        switch (await decision.DecideAsync(number, login, cancellation))
        {
            case DecisionOutcome.Decided decided:
                Terminal.Out.WriteLine(DeskText.Decided, number, decided.Login);
                return 0;
            case DecisionOutcome.NoSuchCase:
                Terminal.Error.WriteLine(DeskText.NoSuchCase, number);
                return 1;
            case DecisionOutcome.AlreadyClosed:
                Terminal.Error.WriteLine(DeskText.AlreadyClosed, number);
                return 1;
            case DecisionOutcome.NeitherLogin neither:
                Terminal.Error.WriteLine(DeskText.NeitherLogin, neither.JournalLogin ?? "—", neither.MosRuLogin ?? "—");
                return 1;
            default:
                Terminal.Error.WriteLine(DeskText.NotAboutLogins, number);
                return 1;
        }
    }

}
