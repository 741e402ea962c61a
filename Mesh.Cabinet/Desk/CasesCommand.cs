using System.CommandLine;

namespace Mesh.Cabinet.Desk;

/// <summary><c>cases list</c> and <c>cases decide N --login LOGIN</c>, for operators.</summary>
internal sealed class CasesCommand : Command
{
    private readonly SupportCaseStore cases;
    private readonly CaseDecision decision;

    public CasesCommand(SupportCaseStore cases, CaseDecision decision)
        : base("cases", DeskText.CommandAbout)
    {
        this.cases = cases;
        this.decision = decision;

        var list = new Command("list", DeskText.ListAbout);
        list.SetAction((_, cancellation) => ListAsync(cancellation));
        Subcommands.Add(list);

        var number = new Argument<long>("number") { Description = DeskText.NumberAbout };
        var login = new Option<string>("--login") { Description = DeskText.LoginAbout, Required = true };
        var decide = new Command("decide", DeskText.DecideAbout) { number, login };
        decide.SetAction((parsed, cancellation) => DecideAsync(parsed.GetValue(number), parsed.GetValue(login)!, cancellation));
        Subcommands.Add(decide);
    }

    private async Task<int> ListAsync(CancellationToken cancellation)
    {
        var open = await cases.ListOpenAsync(cancellation);
        foreach (var item in open)
            Console.WriteLine(DeskText.ListLine, item.Number, item.OpenedAt.ToLocalTime(), KindName(item.Kind), item.JournalLogin ?? "—", item.MosRuLogin ?? "—");
        Console.WriteLine(DeskText.ListTotal, open.Count);
        return 0;
    }

    private async Task<int> DecideAsync(long number, string login, CancellationToken cancellation)
    {
        switch (await decision.DecideAsync(number, login, cancellation))
        {
            case DecisionOutcome.Decided decided:
                Console.WriteLine(DeskText.Decided, number, decided.Login);
                return 0;
            case DecisionOutcome.NoSuchCase:
                await Console.Error.WriteLineAsync(string.Format(DeskText.NoSuchCase, number));
                return 1;
            case DecisionOutcome.AlreadyClosed:
                await Console.Error.WriteLineAsync(string.Format(DeskText.AlreadyClosed, number));
                return 1;
            case DecisionOutcome.NeitherLogin neither:
                await Console.Error.WriteLineAsync(string.Format(DeskText.NeitherLogin, neither.JournalLogin ?? "—", neither.MosRuLogin ?? "—"));
                return 1;
            default:
                await Console.Error.WriteLineAsync(string.Format(DeskText.NotAboutLogins, number));
                return 1;
        }
    }

    private static string KindName(SupportCaseKind kind) => DeskText.ResourceManager.GetString($"Kind{kind}", System.Globalization.CultureInfo.CurrentUICulture) ?? kind.ToString();
}
