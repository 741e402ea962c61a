using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.Mail;

/// <summary>Which letters a person wants, on every database.</summary>
public sealed class LetterChoiceStoreContractTests
{
    [Theory(DisplayName = "D19: what a person refuses is not sent, to nobody else's harm; word of a tie, a device and «не я» cannot be refused")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Refused(DatabaseProvider provider)
    {
        await using var ground = await MailGround.OpenAsync(provider, isServerThere: false);
        var choices = new LetterChoiceStore(ground.Stores.Database);
        (await choices.RefusedAsync("MosRu/anna", default)).ShouldBeEmpty();
        await choices.SaveAsync("MosRu/anna", [LetterKind.SignIn, LetterKind.Tie, LetterKind.Device, LetterKind.NotMe, "rubbish"], default);
        (await choices.RefusedAsync("MosRu/anna", default)).ShouldBe([LetterKind.SignIn]);

        foreach (var kind in (string[])[LetterKind.SignIn, LetterKind.Activated, LetterKind.Tie, LetterKind.Device, LetterKind.NotMe])
            await ground.AddAsync(Letter(kind, "MosRu/anna"));
        await ground.AddAsync(Letter(LetterKind.SignIn, "MosRu/boris"), Letter(LetterKind.SignIn, null));
        (await ground.Outbox.DueAsync(default)).Select(letter => letter.Letter.Kind)
            .ShouldBe([LetterKind.Activated, LetterKind.Tie, LetterKind.Device, LetterKind.NotMe, LetterKind.SignIn, LetterKind.SignIn]);

        await choices.SaveAsync("MosRu/anna", [], default);
        (await choices.RefusedAsync("MosRu/anna", default)).ShouldBeEmpty();
    }

    private static OutgoingLetter Letter(string kind, string? account) => new(kind, "anna@pochta.example", "Тема", "Текст", account);
}
