using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Tests.Database;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Mail;

/// <summary>Letters that wait, on every database.</summary>
public sealed class OutboxStoreContractTests
{
    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Of_two_who_would_send_a_letter_one_claims_it(DatabaseProvider provider)
    {
        await using var ground = await MailGround.OpenAsync(provider, isServerThere: false);
        await ground.AddAsync(new OutgoingLetter("tie", "anna@pochta.example", "Тема", "Текст"), new OutgoingLetter("tie", new string('a', 240) + "@b.example", new string('т', 200), new string('т', 1000)));
        var due = await ground.Outbox.DueAsync(default);
        due.Select(letter => letter.Letter.Text.Length).ShouldBe([5, 1000]);
        (await ground.Outbox.ClaimAsync(due[0], default)).ShouldBeTrue();
        (await ground.Outbox.ClaimAsync(due[0], default)).ShouldBeFalse();

        (await ground.Outbox.DueAsync(default))[0].IsRepeated.ShouldBeTrue("whoever claimed it has not come back");
        (await ground.Outbox.PostponeAsync(due[0], isUnknown: false, default)).ShouldBeTrue();
        (await ground.Outbox.DueAsync(default)).ShouldHaveSingleItem().IsRepeated.ShouldBeFalse();
        await ground.Outbox.SentAsync(due[1], default);
        await ground.Outbox.GiveUpAsync(due[0], default);
        (await ground.Outbox.CountAsync(default)).ShouldBe((0, 1));
        await ground.Outbox.ClearAsync(default);
        (await ground.Outbox.CountAsync(default)).ShouldBe((0, 1), "it is known for a month");
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Without_a_server_nothing_waits_and_without_its_transaction_neither(DatabaseProvider provider)
    {
        await using var ground = await MailGround.OpenAsync(provider, isServerThere: false);
        var off = new OutboxStore(ground.Stores.Database, ground.Stores.Protection, Options.Create(new MailOptions()), ground.Stores.Time);
        await using (var connection = await ground.Stores.Database.OpenAsync(default))
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await off.AddAsync(connection, transaction, [new OutgoingLetter("tie", "anna@pochta.example", "Тема", "Текст")], default);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }

        await using (var connection = await ground.Stores.Database.OpenAsync(default))
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await ground.Outbox.AddAsync(connection, transaction, [new OutgoingLetter("tie", "anna@pochta.example", "Тема", "Текст")], default);
            await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        }

        (await ground.Outbox.CountAsync(default)).ShouldBe((0, 0));
    }
}
