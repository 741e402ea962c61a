using System.Data.Common;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Tests.Mail;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>The product is killed (SIGKILL) at each step of sending a letter, and started again on the same data.</summary>
public sealed class MailKillTests(ITestOutputHelper output)
{
    private const int Rounds = 3;

    /// <summary>Where the process ends: the step that the server is asked and leaves open, and whether it has the letter by then.</summary>
    private static readonly (string Name, MailStep? Step, bool HoldsDatabase)[] Points =
    [
        ("server has the letter, answer on its way", MailStep.Body, false),
        ("server has answered, the database does not know", MailStep.Quit, true),
        ("connected, not greeted", MailStep.Greeting, false),
        ("sender named", MailStep.From, false),
        ("address named", MailStep.To, false),
        ("the letter itself is to come", MailStep.Data, false),
        ("not claimed", null, true),
    ];

    [Fact(DisplayName = "D19: killed at any step of sending, the product loses no letter, and sends none twice but where the server's answer was lost, marked and under its own id")]
    public async Task Nothing_is_lost()
    {
        var points = TestPlaces.IsFull ? Enumerable.Repeat(Points, Rounds).SelectMany(all => all).ToList() : [.. Points.Take(2)];
        await using var server = new ScriptedMail();
        var product = await RunningProduct.StartAsync(SettingsOf(server));
        try
        {
            foreach (var (number, point) in points.Index())
            {
                var given = server.Taken.Count;
                await KillAsync(product, server, point.Step, point.HoldsDatabase, $"Letter {number}");
                product = await AgainAsync(product, server);
                await UntilNothingWaitsAsync(product);

                var letters = server.Taken.Skip(given).ToList();
                output.WriteLine($"{point.Name}: {letters.Count}");
                letters.ShouldAllBe(letter => letter.Subject == $"Letter {number}", point.Name);
                letters.Select(letter => letter.Id).Distinct().ShouldHaveSingleItem(point.Name);
                var hadIt = point.Step is MailStep.Body or MailStep.Quit;
                letters.Count.ShouldBe(hadIt ? 2 : 1, point.Name);
                letters[0].IsMarked.ShouldBe(!hadIt && point.Step is not null, point.Name);
                letters.Skip(1).ShouldAllBe(letter => letter.IsMarked, point.Name);
            }
        }
        finally
        {
            await product.DisposeAsync();
        }
    }

    // A letter is on its way, and the process ends where the server is asked this.
    private static async Task KillAsync(RunningProduct product, ScriptedMail server, MailStep? step, bool holdsDatabase, string subject)
    {
        var (reached, gone) = (new TaskCompletionSource(), new TaskCompletionSource());
        DbConnection? held = null;
        server.Answer = async at =>
        {
            // So the product cannot write down what the server has said.
            if (at is MailStep.Body && holdsDatabase)
                held = await product.Place.Database.HoldAsync();
            if (at != step)
                return null;
            reached.SetResult();
            await gone.Task;
            return ScriptedMail.Close;
        };
        await WriteAsync(product, subject);
        if (step is not null)
            await reached.Task.WaitAsync(Invariants.Patience);
        await product.KillAsync();
        if (held is not null)
            await held.DisposeAsync();
        server.Answer = _ => Task.FromResult<string?>(null);
        gone.SetResult();
    }

    private static async Task<RunningProduct> AgainAsync(RunningProduct product, ScriptedMail server)
    {
        var start = RunningProduct.Command([], product.Folder, product.Cabinet.Port, product.City.Port);
        foreach (var (key, value) in SettingsOf(server))
            start.Environment[key] = value;
        return await RunningProduct.StartAsync(start, product.Place);
    }

    // No city beside it: what sends letters needs none, and starts in a third of the time.
    private static (string Key, string Value)[] SettingsOf(ScriptedMail server) =>
    [
        ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", ""), ("MosRu__ClientSecret", "secret"), ("Gosuslugi__Enabled", "false"),
        ("DomainAccounts__Scim__Address", "http://localhost:1/scim"), ("DomainAccounts__Scim__Token", "token"),
        ("Mail__Host", "127.0.0.1"), ("Mail__Port", $"{server.Port}"), ("Mail__UseTls", "false"), ("Mail__From", "mesh@school.example"),
    ];

    private static async Task WriteAsync(RunningProduct product, string subject)
    {
        await using var connection = await product.Place.Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Outbox(product).AddAsync(connection, transaction, [new OutgoingLetter(LetterKind.Tie, "anna@pochta.example", subject, "Здравствуйте!")], default);
        await transaction.CommitAsync();
    }

    private static async Task UntilNothingWaitsAsync(RunningProduct product)
    {
        var patience = Task.Delay(Invariants.Patience);
        while ((await Outbox(product).CountAsync(default)).Waiting > 0)
        {
            patience.IsCompleted.ShouldBeFalse(product.Output);
            await Task.Delay(200);
        }
    }

    private static OutboxStore Outbox(RunningProduct product) =>
        new(product.Place.Database.Product(), new FieldProtection(FieldProtectionKey.Find("", product.Folder)), Options.Create(new MailOptions { Host = "somewhere" }), TimeProvider.System);
}
