using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>What was typed and not sent, on every database.</summary>
public sealed class DraftStoreContractTests
{
    private static readonly Session Anna = People.Session() with { Profile = People.Profile() with { Subject = "anna" } };
    private static readonly Session Boris = People.Session() with { Profile = People.Profile() with { Subject = "boris" } };

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task What_was_typed_last_stands_there_for_its_account_and_form_until_it_is_sent_emptied_or_a_week_old(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = Store(ground);
        (await store.FindAsync(Anna, "letter", default)).ShouldBeNull();
        await store.KeepAsync(Anna, "letter", "Не вхо", default);
        await store.KeepAsync(Anna, "letter", "Не входит", default);
        await store.KeepAsync(Anna, "contacts", "Другой телефон", default);
        (await store.FindAsync(Anna, "letter", default)).ShouldBe("Не входит");
        (await store.FindAsync(Anna, "contacts", default)).ShouldBe("Другой телефон");
        (await store.FindAsync(Boris, "letter", default)).ShouldBeNull();

        await store.KeepAsync(Anna, "contacts", " \n", default);
        (await store.FindAsync(Anna, "contacts", default)).ShouldBeNull();
        await store.KeepAsync(Boris, "letter", "А у меня входит", default);
        await store.ForgetAsync(Boris, "letter", default);
        (await store.FindAsync(Boris, "letter", default)).ShouldBeNull();

        ground.Time.Advance(DraftStore.Kept - TimeSpan.FromSeconds(1));
        (await store.FindAsync(Anna, "letter", default)).ShouldBe("Не входит");
        ground.Time.Advance(TimeSpan.FromSeconds(2));
        (await store.FindAsync(Anna, "letter", default)).ShouldBeNull("nobody has cleared it yet");
    }

    [Theory(DisplayName = "E55: an account keeps so many drafts of so many characters; the oldest makes room")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Bounded(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = Store(ground);
        await store.KeepAsync(Boris, "letter", "мой", default);
        for (var number = 0; number <= DraftStore.MostOfAccount; number++)
        {
            await store.KeepAsync(Anna, $"device-name/{number}", "Телефон", default);
            ground.Time.Advance(TimeSpan.FromSeconds(1));
        }

        (await store.FindAsync(Anna, "device-name/0", default)).ShouldBeNull();
        (await store.FindAsync(Anna, "device-name/1", default)).ShouldBe("Телефон");
        (await ground.ScalarAsync("SELECT COUNT(*) FROM Drafts")).ShouldBe($"{DraftStore.MostOfAccount + 1}");

        await store.KeepAsync(Boris, "letter", new string('ы', DraftStore.MaxLength + 1), default);
        (await store.FindAsync(Boris, "letter", default)).ShouldBe("мой");
        var longest = new string('ы', DraftStore.MaxLength);
        await store.KeepAsync(Boris, "letter", longest, default);
        (await store.FindAsync(Boris, "letter", default)).ShouldBe(longest);
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Thirty_first_words_at_once_are_one_draft(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = Store(ground);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(number => Task.Run(() => store.KeepAsync(Anna, "letter", $"слово {number}", default))));
        (await ground.ScalarAsync("SELECT COUNT(*) FROM Drafts")).ShouldBe("1");
        (await store.FindAsync(Anna, "letter", default)).ShouldNotBeNull().ShouldStartWith("слово ");
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Whoever_reads_the_table_reads_no_word_and_whoever_copies_a_row_opens_nothing(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = Store(ground);
        await store.KeepAsync(Anna, "letter", "Sekret", default);
        (await ground.ScalarAsync("SELECT COUNT(*) FROM Drafts WHERE CAST(TextProtected AS varchar(8000)) LIKE '%Sekret%'")).ShouldBe("0");
        await store.KeepAsync(Boris, "letter", "мой", default);
        await ground.ScalarAsync("UPDATE Drafts SET TextProtected = (SELECT d.TextProtected FROM Drafts d WHERE d.Subject = 'anna') WHERE Subject = 'boris'");
        (await store.FindAsync(Boris, "letter", default)).ShouldBeNull();
    }

    private static DraftStore Store(StoreGround ground) => new(ground.Database, ground.Protection, ground.Time);
}
