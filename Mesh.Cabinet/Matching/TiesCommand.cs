using System.CommandLine;
using Mesh.Cabinet.Database;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Matching;

/// <summary><c>ties list</c>, <c>ties release</c> and <c>ties move</c>, for support: exit 0, or 1 with the reason and nothing changed.</summary>
internal sealed class TiesCommand : Command
{
    private readonly IServiceScopeFactory scopes;
    private readonly Schema schema;
    private readonly DatabaseOptions database;

    public TiesCommand(IServiceScopeFactory scopes, Schema schema, IOptions<DatabaseOptions> database)
        : base("ties", MatchingText.TiesAbout)
    {
        this.scopes = scopes;
        this.schema = schema;
        this.database = database.Value;

        var who = new Argument<string>("PERSON|LOGIN") { Description = MatchingText.TiesWhoAbout };
        var list = new Command("list", MatchingText.TiesListAbout) { who };
        list.SetAction((parsed, cancellation) => RunAsync<ListTies>(listing => ListAsync(listing, parsed.GetValue(who)!, cancellation)));
        Subcommands.Add(list);

        var person = new Argument<string>("PERSON") { Description = MatchingText.TiesPersonAbout };
        var why = new Option<string>("--why") { Description = MatchingText.TiesWhyAbout, Required = true };
        var release = new Command("release", MatchingText.TiesReleaseAbout) { person, why };
        release.SetAction((parsed, cancellation) => RunAsync<ChangeTie>(change => ReleaseAsync(change, parsed.GetValue(person)!, parsed.GetValue(why)!, cancellation)));
        Subcommands.Add(release);

        var to = new Argument<string?>("TO") { Description = MatchingText.TiesToAbout, Arity = ArgumentArity.ZeroOrOne };
        var account = new Option<string?>("--account") { Description = MatchingText.TiesAccountAbout };
        var move = new Command("move", MatchingText.TiesMoveAbout) { person, to, account, why };
        move.SetAction((parsed, cancellation) => RunAsync<ChangeTie>(change =>
            MoveAsync(change, parsed.GetValue(person)!, parsed.GetValue(to), parsed.GetValue(account), parsed.GetValue(why)!, cancellation)));
        Subcommands.Add(move);
    }

    private async Task<int> RunAsync<TOperation>(Func<TOperation, Task<int>> work)
        where TOperation : notnull
    {
        if (!schema.Prepare(database))
            return Fail(DatabaseText.SchemaOld);

        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TOperation>());
    }

    private static async Task<int> ListAsync(ListTies listing, string who, CancellationToken cancellation)
    {
        var views = await listing.FindAsync(who, cancellation);
        foreach (var view in views)
            Show(view);
        return views.Count > 0 ? 0 : Fail(string.Format(MatchingText.TiesNobody, who));
    }

    private static async Task<int> ReleaseAsync(ChangeTie change, string personId, string why, CancellationToken cancellation)
    {
        switch (await change.ReleaseAsync(personId, why, cancellation))
        {
            case ReleaseOutcome.Released released:
                Terminal.Out.WriteLine(MatchingText.TiesReleased, Written(released.Account), personId);
                return 0;
            case ReleaseOutcome.NoSuchRecord none:
                return Fail(string.Format(MatchingText.TiesNoRecord, none.PersonId));
            case ReleaseOutcome.NotTied:
                return Fail(string.Format(MatchingText.TiesNotTied, personId));
            default:
                return Fail(string.Format(MatchingText.TiesWrongReason, TieChangesStore.MaxReasonLength));
        }
    }

    private static async Task<int> MoveAsync(ChangeTie change, string personId, string? to, string? account, string why, CancellationToken cancellation)
    {
        if (to is null == account is null)
            return Fail(MatchingText.TiesMoveHow);

        var outcome = to is not null
            ? await change.MoveAsync(personId, to, why, cancellation)
            : await change.MoveAccountAsync(personId, account!, why, cancellation);
        switch (outcome)
        {
            case MoveOutcome.Moved:
                Terminal.Out.WriteLine(MatchingText.TiesMoved, personId, to ?? account);
                return 0;
            case MoveOutcome.NoSuchRecord none:
                return Fail(string.Format(MatchingText.TiesNoRecord, none.PersonId));
            case MoveOutcome.Same:
                return Fail(MatchingText.TiesSame);
            case MoveOutcome.TargetInUse used:
                return Fail(string.Format(MatchingText.TiesTargetInUse, used.PersonId));
            case MoveOutcome.AccountInUse used:
                return Fail(string.Format(MatchingText.TiesAccountInUse, used.PersonId));
            case MoveOutcome.NothingThere nothing:
                return Fail(string.Format(MatchingText.TiesNothingThere, nothing.PersonId));
            case MoveOutcome.NoAccount:
                return Fail(MatchingText.TiesNoAccount);
            case MoveOutcome.WrongReason:
                return Fail(string.Format(MatchingText.TiesWrongReason, TieChangesStore.MaxReasonLength));
            default:
                return Fail(MatchingText.TiesChangedMeanwhile);
        }
    }

    private static void Show(TieView view)
    {
        if (view.Person is { } person)
            Write(person.IsWithdrawn ? string.Format(MatchingText.TiesRecordWithdrawn, person.Id, person.Name.Full) : string.Format(MatchingText.TiesRecord, person.Id, person.Name.Full));
        if (view.Holder is { Provider: { } provider, Subject: { } subject })
            Write(view.Person is null ? string.Format(MatchingText.TiesAccountAlone, $"{provider}/{subject}") : string.Format(MatchingText.TiesTied, $"{provider}/{subject}"));
        else
            Write(MatchingText.TiesUntied);
        foreach (var refused in view.Refused)
            Write(string.Format(MatchingText.TiesRefused, Written(refused)));
        foreach (var former in view.Former)
            Write(string.Format(MatchingText.TiesFormer, former));
        foreach (var line in view.Lines)
            Write($"  {line}");
    }

    private static void Write(string line) => Terminal.Out.WriteLine("{0}", line);

    private static string Written(TiedAccount account) => $"{account.Provider}/{account.Subject}";

    private static int Fail(string reason)
    {
        Terminal.Error.WriteLine("{0}", reason);
        return 1;
    }
}
