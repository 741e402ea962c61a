using Mesh.Cabinet.Mail;

namespace Mesh.Cabinet.Tests.Mail;

/// <summary>A mail server that is slow, refuses or closes at each step: no letter is lost, none arrives twice unmarked, and none twice within one try.</summary>
public sealed class MailFaultsTests
{
    private static readonly OutgoingLetter Letter = new("tie", "anna@pochta.example", "Ваш аккаунт связан", "Здравствуйте, Анна!");

    public static TheoryData<MailStep, string> Passing =>
    [
        (MailStep.Greeting, "421 later"), (MailStep.To, "452 full"), (MailStep.Data, ScriptedMail.Close), (MailStep.Body, "450 busy"), (MailStep.Body, ScriptedMail.Close), (MailStep.Body, "slow"),
        .. TestPlaces.IsFull ? All : [],
    ];

    private static IEnumerable<TheoryDataRow<MailStep, string>> All =>
        from step in Enum.GetValues<MailStep>()
        where step is not MailStep.Quit
        from answer in (string[])["421 later", "451 later", ScriptedMail.Close, "slow"]
        select new TheoryDataRow<MailStep, string>(step, answer);

    [Theory(DisplayName = "D19: a server that is slow, asks to come later or closes keeps no letter from arriving: it comes once, or again under its own id and marked")]
    [MemberData(nameof(Passing))]
    public async Task Later(MailStep step, string answer)
    {
        await using var server = new ScriptedMail();
        await using var ground = await MailGround.OnAsync(server);
        await ground.AddAsync(Letter);
        var never = new TaskCompletionSource<string?>();
        server.Answer = at => at != step ? Task.FromResult<string?>(null) : answer == "slow" ? never.Task : Task.FromResult<string?>(answer);
        await ground.Sender.SendAllAsync(default);
        var first = server.Taken.ToList();
        first.Count.ShouldBeLessThanOrEqualTo(1, "one try gives a letter once");
        (await ground.Outbox.CountAsync(default)).ShouldBe((1, 0));

        server.Answer = _ => Task.FromResult<string?>(null);
        ground.Stores.Time.Advance(TimeSpan.FromMinutes(2));
        await ground.Sender.SendAllAsync(default);
        await ground.Sender.SendAllAsync(default);
        never.SetResult(ScriptedMail.Close);

        (await ground.Outbox.CountAsync(default)).ShouldBe((0, 0));
        var second = server.Taken.Skip(first.Count).First();
        if (first is [var before])
            second.ShouldBe(before with { IsMarked = true });
        if (answer[0] is '4')
            second.IsMarked.ShouldBeFalse("the server has said that it did not take it");
    }

    [Theory(DisplayName = "D19: what a server refuses for good is given up at once, and the next letter goes on")]
    [InlineData(MailStep.From, "550 no")]
    [InlineData(MailStep.To, "550 nobody here")]
    [InlineData(MailStep.Data, "554 no")]
    [InlineData(MailStep.Body, "552 too much")]
    public async Task For_good(MailStep step, string answer)
    {
        await using var server = new ScriptedMail();
        await using var ground = await MailGround.OnAsync(server);
        await ground.AddAsync(Letter, Letter with { Subject = "Второе" });
        var refused = 0;
        server.Answer = at => Task.FromResult(at == step && refused++ == 0 ? answer : null);
        await ground.Sender.SendAllAsync(default);
        (await ground.Outbox.CountAsync(default)).ShouldBe((0, 1));
        server.Taken.ShouldHaveSingleItem().Subject.ShouldBe("Второе");
    }

    [Fact(DisplayName = "D19: whoever says good-bye badly has taken the letter all the same")]
    public async Task Good_bye()
    {
        await using var server = new ScriptedMail { Answer = step => Task.FromResult<string?>(step is MailStep.Quit ? ScriptedMail.Close : null) };
        await using var ground = await MailGround.OnAsync(server);
        await ground.AddAsync(Letter);
        await ground.Sender.SendAllAsync(default);
        ground.Stores.Time.Advance(TimeSpan.FromHours(1));
        await ground.Sender.SendAllAsync(default);
        server.Taken.ShouldHaveSingleItem();
        (await ground.Outbox.CountAsync(default)).ShouldBe((0, 0));
    }
}
