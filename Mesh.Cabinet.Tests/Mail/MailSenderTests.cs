using Mesh.Cabinet.Mail;
using MimeKit;
using SmtpServer.Protocol;

namespace Mesh.Cabinet.Tests.Mail;

/// <summary>Letters and a real mail server that takes them, refuses them, is away or loses its answer.</summary>
public sealed class MailSenderTests
{
    private static readonly OutgoingLetter Letter = new("tie", "anna@pochta.example", "Ваш аккаунт связан", "Здравствуйте, Анна!\n\nПиши <нам>.");

    [Fact(DisplayName = "D19: a letter arrives once, as text and as a page, and nothing of it stays")]
    public async Task Arrives()
    {
        await using var ground = await MailGround.OpenAsync();
        await ground.AddAsync(Letter);

        await ground.Sender.SendAllAsync(default);
        await ground.Sender.SendAllAsync(default);

        var arrived = ground.Arrived.ShouldHaveSingleItem();
        arrived.ShouldSatisfyAllConditions(
            it => it.Subject.ShouldBe(Letter.Subject),
            it => it.To.Mailboxes.Single().Address.ShouldBe(Letter.To),
            it => it.From.Mailboxes.Single().Name.ShouldBe("МЭШ"),
            it => it.TextBody!.ReplaceLineEndings("\n").TrimEnd().ShouldBe(Letter.Text),
            it => it.HtmlBody!.ShouldContain("<p>Пиши &lt;нам&gt;.</p>"),
            it => it.Headers["Auto-Submitted"].ShouldBe("auto-generated"),
            it => it.Headers.Contains(MailTransport.RepeatedHeader).ShouldBeFalse());
        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM Outbox")).ShouldBe("0");
    }

    [Fact(DisplayName = "D19: while the server is away, or asks to come later, the letter waits, with pauses that grow, and arrives when it is back")]
    public async Task Away()
    {
        await using var ground = await MailGround.OpenAsync(isServerThere: false);
        await ground.AddAsync(Letter);
        await ground.Sender.SendAllAsync(default);
        (await ground.Outbox.DueAsync(default)).ShouldBeEmpty("a minute has to pass");

        ground.StartServer();
        ground.Answer = new SmtpResponse(SmtpReplyCode.InsufficientStorage, "later");
        ground.Stores.Time.Advance(TimeSpan.FromMinutes(1));
        await ground.Sender.SendAllAsync(default);
        ground.Arrived.ShouldBeEmpty();
        ground.Stores.Time.Advance(TimeSpan.FromMinutes(1));
        (await ground.Outbox.DueAsync(default)).ShouldBeEmpty("the second pause is longer");

        ground.Answer = SmtpResponse.Ok;
        ground.Stores.Time.Advance(TimeSpan.FromMinutes(1));
        await ground.Sender.SendAllAsync(default);
        ground.Arrived.ShouldHaveSingleItem().Headers.Contains(MailTransport.RepeatedHeader).ShouldBeFalse("it was never taken before");
    }

    [Fact(DisplayName = "D19: what the server refuses for good is given up at once, what it never takes after two days; that it was stays, and nothing of what it said")]
    public async Task Given_up()
    {
        await using var ground = await MailGround.OpenAsync();
        await ground.AddAsync(Letter);
        ground.Answer = new SmtpResponse(SmtpReplyCode.MailboxUnavailable, "nobody");
        await ground.Sender.SendAllAsync(default);
        (await ground.Outbox.CountAsync(default)).ShouldBe((0, 1));

        await ground.AddAsync(Letter);
        ground.Answer = new SmtpResponse(SmtpReplyCode.InsufficientStorage, "later");
        for (var hour = 0; hour < 49; hour++)
        {
            await ground.Sender.SendAllAsync(default);
            ground.Stores.Time.Advance(TimeSpan.FromHours(1.1));
        }

        (await ground.Outbox.CountAsync(default)).ShouldBe((0, 2));
        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM Outbox WHERE LetterProtected IS NOT NULL")).ShouldBe("0");
        ground.Stores.Time.Advance(TimeSpan.FromDays(31));
        await ground.Outbox.ClearAsync(default);
        (await ground.Outbox.CountAsync(default)).ShouldBe((0, 0));
    }

    [Fact(DisplayName = "D19: where the server's answer was lost the letter is sent again under its own id, marked as a repetition")]
    public async Task Answer_lost()
    {
        await using var ground = await MailGround.OpenAsync();
        await ground.AddAsync(Letter);
        ground.LosesItsAnswer = true;
        await ground.Sender.SendAllAsync(default);
        ground.LosesItsAnswer = false;
        ground.Stores.Time.Advance(TimeSpan.FromMinutes(2));
        await ground.Sender.SendAllAsync(default);

        var arrived = ground.Arrived.ToList();
        arrived.Select(letter => letter.MessageId).Distinct().ShouldHaveSingleItem();
        arrived.Select(IsMarked).ShouldBe([false, true]);
    }

    [Fact(DisplayName = "D19: of a letter whose sender was killed in the middle nobody knows: the next one sends it, marked")]
    public async Task Killed()
    {
        await using var ground = await MailGround.OpenAsync();
        await ground.AddAsync(Letter);
        (await ground.Outbox.ClaimAsync((await ground.Outbox.DueAsync(default)).Single(), default)).ShouldBeTrue();

        await ground.Sender.SendAllAsync(default);

        IsMarked(ground.Arrived.ShouldHaveSingleItem()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("", "", 587, true, 0)]
    [InlineData("mail.school.example", "МЭШ <mesh@school.example>", 465, true, 0)]
    [InlineData("mail.school.example", "", 587, true, 1)]
    [InlineData("mail.school.example", "mesh@school.example", 0, true, 1)]
    [InlineData("mail.school.example", "mesh@school.example", 25, false, 1)]
    public void Settings_that_cannot_work_are_said_at_the_start(string host, string from, int port, bool useTls, int faults) =>
        new MailOptions { Host = host, From = from, Port = port, UseTls = useTls, User = "mesh" }.Faults().Count().ShouldBe(faults);

    private static bool IsMarked(MimeMessage letter) => letter.Headers.Contains(MailTransport.RepeatedHeader);
}
