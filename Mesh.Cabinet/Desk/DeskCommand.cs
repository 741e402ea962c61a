using System.CommandLine;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Desk.Passkeys;
using Mesh.Cabinet.Matching;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Desk;

/// <summary><c>desk forget-passkeys ACCOUNT --why TEXT</c>: an operator who has lost the passkey binds a new one.</summary>
internal sealed class DeskCommand : Command
{
    public DeskCommand(OperatorPasskeyStore passkeys, Schema schema, IOptions<DatabaseOptions> database)
        : base("desk", DeskText.DeskAbout)
    {
        var account = new Argument<string>("account") { Description = DeskText.AccountAbout };
        var why = new Option<string>("--why") { Description = DeskText.WhyAbout, Required = true };
        var forget = new Command("forget-passkeys", DeskText.ForgetAbout) { account, why };
        forget.SetAction(async (parsed, cancellation) =>
        {
            if (!schema.Prepare(database.Value))
                return Refuse(DatabaseText.SchemaOld);
            var reason = parsed.GetValue(why)!.Trim();
            if (OperatorWords.ReasonProblems(reason).FirstOrDefault() is { } problem)
                return Refuse(problem);
            if (ChangeTie.ReadAccount(parsed.GetValue(account)!) is not { } found || !await passkeys.ForgetAsync(found.Provider, found.Subject, reason, cancellation))
                return Refuse(DeskText.NoPasskeys);
            Terminal.Out.WriteLine(DeskText.PasskeysForgotten);
            return 0;
        });
        Subcommands.Add(forget);
    }

    private static int Refuse(string words)
    {
        Terminal.Error.WriteLine(words);
        return 1;
    }
}
