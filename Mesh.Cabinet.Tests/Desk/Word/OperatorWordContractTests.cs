using Mesh.Cabinet.Database;
using Mesh.Cabinet.Desk.Word;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Desk.Word;

/// <summary>Who holds a post, and who was told the numbers of a day, on every database.</summary>
public sealed class OperatorWordContractTests
{
    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Of_many_who_tell_an_operator_at_once_one_does(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var letters = new KeptLetters();
        var store = new SummaryStore(ground.Database, letters, ground.Time);
        var letter = new OutgoingLetter(LetterKind.Operators, "anna@pochta.example", "Тема", "Текст");
        var told = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => store.SendAsync("MosRu/anna", "2026-09-01", letter, default))));
        told.Count(one => one).ShouldBe(1);
        letters.All.ShouldHaveSingleItem();
        (await store.SendAsync("MosRu/anna", "2026-09-02", letter, default)).ShouldBeTrue();
        ground.Time.Advance(TimeSpan.FromDays(31));
        await store.ClearAsync(default);
        (await ground.ScalarAsync("SELECT COUNT(*) FROM OperatorSummaries")).ShouldBe("0");
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Those_who_hold_a_post_on_a_day_are_found_by_role_and_place(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var posts = new PostHoldersStore(ground.Database);
        var (role, place) = (await ground.ScalarAsync("SELECT Role FROM Posts WHERE PersonId = 'u1'"), await ground.ScalarAsync("SELECT OrganisationId FROM Posts WHERE PersonId = 'u1'"));
        var today = new DateOnly(2026, 9, 1);
        (await posts.AtAsync([role], [place], today, default)).ShouldContain(held => held.PersonId == "u1" && held.OrganisationId == place);
        (await posts.AtAsync([role], null, today, default)).ShouldContain(held => held.PersonId == "u1");
        (await posts.AtAsync([role], ["elsewhere"], today, default)).ShouldBeEmpty();
        (await posts.AtAsync(["janitor"], null, today, default)).ShouldBeEmpty();
        (await posts.AtAsync([role], [place], new DateOnly(1900, 1, 1), default)).ShouldNotContain(held => held.PersonId == "u1");
        (await posts.TopsAsync(default)).ShouldContain("msk");
    }
}
