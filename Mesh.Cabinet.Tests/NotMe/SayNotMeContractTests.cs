using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.NotMe;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Tests.Cases;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Devices;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.NotMe;

/// <summary>«Это был не я», from the cabinet and from a letter, on every database.</summary>
public sealed class SayNotMeContractTests
{
    private static readonly CityProfile Anna = People.Profile("anna");

    [Theory(DisplayName = "D21: «это был не я» ends every session, unbinds every device, opens one urgent case and stands in the history")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task All(DatabaseProvider provider)
    {
        using var ground = await NotMeGround.OpenAsync(provider);
        var here = await ground.Stores.Sessions().OpenAsync(new(Anna), "Chrome", default);
        var there = await ground.Stores.Sessions().OpenAsync(new(Anna), "Firefox", default);
        var boris = await ground.Stores.Sessions().OpenAsync(new(Anna with { Subject = "boris" }), "Safari", default);
        await ground.Stores.BindAsync(Anna);
        await ground.Ties.TieAsync("u1", "MosRu", "anna", default);

        var session = (await ground.Stores.OfAsync(here)).ShouldNotBeNull();
        var ended = (await ground.Say.RunAsync(session, "Chrome", default)).ShouldBeOfType<NotMeOutcome.Ended>();

        (await ground.Stores.OfAsync(here)).ShouldBeNull();
        (await ground.Stores.OfAsync(there)).ShouldBeNull();
        (await ground.Stores.OfAsync(boris)).ShouldNotBeNull();
        (await ground.Stores.Devices().ListAsync(Anna, default)).ShouldBeEmpty();
        var open = await ground.Cases.SeenAsync(CaseGround.OperatorOf("Лариса"), ended.Number);
        open.ShouldSatisfyAllConditions(it => it.Kind.ShouldBe(SupportCaseKind.NotMe), it => it.PersonId.ShouldBe("u1"), it => it.Profile.ShouldNotBeNull());
        (await ground.Stores.AuditAsync("u1")).ShouldContain($"not-me {ended.Number}");
        (await ground.Say.RunAsync(session, "Chrome", default)).ShouldBe(ended, "what is open already is not opened again");
    }

    [Theory(DisplayName = "D21: an urgent case stands before all others at the desk, however late they are")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task First(DatabaseProvider provider)
    {
        using var ground = await NotMeGround.OpenAsync(provider);
        var (by, letter) = (CaseGround.OperatorOf("Лариса"), await ground.Cases.LetterAsync("vera", "s1"));
        ground.Stores.Time.Advance(TimeSpan.FromDays(5));
        var urgent = (await ground.Say.RunAsync(await ground.WordAsync(), "", default)).ShouldBeOfType<NotMeOutcome.Ended>().Number;

        (await ground.Cases.Desk.ListAsync(by, new CaseFilter(), default)).Cases.Select(one => one.Number).ShouldBe([urgent, letter]);
        (await ground.Cases.SeenAsync(by, urgent)).DueAt.ShouldBe(ground.Stores.Time.GetUtcNow().AddHours(2));
    }

    [Theory(DisplayName = "D21: a word of a letter ends things once, within seven days, without a sign-in; the table holds its hash alone")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Word(DatabaseProvider provider)
    {
        using var ground = await NotMeGround.OpenAsync(provider);
        var (word, late) = (await ground.WordAsync(), await ground.WordAsync());
        var secret = await ground.Stores.Sessions().OpenAsync(new(Anna), "", default);
        word.Length.ShouldBe(43, "256 bits");
        (await ground.Words.FindAsync(word, default)).ShouldNotBeNull();
        (await ground.Stores.OfAsync(secret)).ShouldNotBeNull("to look changes nothing");
        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM NotMeWords WHERE Hash IS NOT NULL AND UsedAt IS NULL")).ShouldBe("2");

        (await ground.Say.RunAsync(word, "", default)).ShouldBeOfType<NotMeOutcome.Ended>();
        (await ground.Stores.OfAsync(secret)).ShouldBeNull();

        secret = await ground.Stores.Sessions().OpenAsync(new(Anna), "", default);
        foreach (var bad in (string[])[word, word.ToUpperInvariant() + "x", "", new('a', 5000), "\0"])
            (await ground.Say.RunAsync(bad, "", default)).ShouldBeOfType<NotMeOutcome.WordGone>();
        ground.Stores.Time.Advance(NotMeStore.GoodFor);
        (await ground.Say.RunAsync(late, "", default)).ShouldBeOfType<NotMeOutcome.WordGone>();
        secret = await ground.Stores.Sessions().OpenAsync(new(Anna), "", default);
        (await ground.Stores.OfAsync(secret)).ShouldNotBeNull("a word that is good no more ends nothing");
        ground.Stores.Time.Advance(TimeSpan.FromSeconds(1));
        await ground.Words.ClearAsync(default);
        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM NotMeWords")).ShouldBe("0");
    }

    [Theory(DisplayName = "D21: of many who use one word at once one ends things, and one case is open")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task At_once(DatabaseProvider provider)
    {
        using var ground = await NotMeGround.OpenAsync(provider);
        var word = await ground.WordAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => ground.Say.RunAsync(word, "", default))));
        outcomes.OfType<NotMeOutcome.Ended>().ShouldHaveSingleItem();
        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM SupportCases")).ShouldBe("1");
    }

    [Fact(DisplayName = "D21: a word whose case could not be written is good still, and what has ended stays ended")]
    public async Task Broken()
    {
        using var ground = await NotMeGround.OpenAsync(DatabaseProvider.Sqlite);
        var word = await ground.WordAsync();
        await ground.Stores.ScalarAsync("CREATE TRIGGER Broken BEFORE INSERT ON SupportCases BEGIN SELECT RAISE(ABORT, 'broken'); END");
        await Should.ThrowAsync<System.Data.Common.DbException>(() => ground.Say.RunAsync(word, "", default));
        await ground.Stores.ScalarAsync("DROP TRIGGER Broken");
        (await ground.Say.RunAsync(word, "", default)).ShouldBeOfType<NotMeOutcome.Ended>();
    }
}
