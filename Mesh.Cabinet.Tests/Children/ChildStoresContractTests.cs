using Mesh.Cabinet.Children;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.Children;

/// <summary>Requests, consents, tries and history of children on every database.</summary>
public sealed class ChildStoresContractTests
{
    private const string Child = "child-0";
    private static readonly Actor Mother = new("adult-0", "Firefox");
    private static readonly Actor Guardian = new("adult-1", null);

    [Theory(DisplayName = "E28: of twenty requests of two adults in the same moment one goes on")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task One_request_a_child(DatabaseProvider provider)
    {
        using var ground = await FamilyGround.SmallAsync(provider);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() =>
            ground.Accounts.StartAsync(Child, $"login{number}", number % 2 == 0 ? Mother : Guardian, default))));
        outcomes.OfType<StartOutcome.Started>().Count().ShouldBe(1);
        outcomes.OfType<StartOutcome.Busy>().Count().ShouldBe(19);
        (await ground.ScalarAsync("SELECT COUNT(*) FROM ChildAccounts")).ShouldBe("1");
    }

    [Theory(DisplayName = "E38: a request that nobody works on any more is taken over with its key, by one of many; one that is worked on is not")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Taken_over(DatabaseProvider provider)
    {
        using var ground = await FamilyGround.SmallAsync(provider);
        var first = (await ground.Accounts.StartAsync(Child, "dasha", Mother, default)).ShouldBeOfType<StartOutcome.Started>().Row;
        ground.Time.Advance(ChildAccountStore.AttemptTime - TimeSpan.FromSeconds(1));
        (await ground.Accounts.StartAsync(Child, "dasha", Guardian, default)).ShouldBeOfType<StartOutcome.Busy>();

        ground.Time.Advance(TimeSpan.FromSeconds(1));
        var others = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => ground.Accounts.StartAsync(Child, "other", Guardian, default))));
        var second = others.OfType<StartOutcome.Started>().ShouldHaveSingleItem().Row;
        (second.Id, second.Login, second.RequestedBy).ShouldBe((first.Id, "dasha", "adult-0"));

        await ground.Accounts.AbandonAsync(first, default);
        (await ground.Accounts.FindAsync(Child, default)).ShouldNotBeNull("the dead attempt ends nothing of the living one");
        await ground.Accounts.ReleaseAsync(second, default);
        var third = (await ground.Accounts.StartAsync(Child, "third", Mother, default)).ShouldBeOfType<StartOutcome.Started>().Row;
        await ground.Accounts.AbandonAsync(third, default);
        (await ground.Accounts.FindAsync(Child, default)).ShouldBeNull();
    }

    [Theory(DisplayName = "D17, E26: an account is tied to its child with the end of the request and who did it, once")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Completed(DatabaseProvider provider)
    {
        using var ground = await FamilyGround.SmallAsync(provider);
        var row = (await ground.Accounts.StartAsync(Child, "dasha", Mother, default)).ShouldBeOfType<StartOutcome.Started>().Row;
        (await ground.Accounts.CompleteAsync(row, "subject", "dasha", Mother, [], default)).ShouldBeTrue();
        (await ground.Accounts.CompleteAsync(row, "subject", "dasha", Guardian, [], default)).ShouldBeTrue("the same again is done already");
        (await ground.Ties.FindAccountAsync(Child, default))!.Subject.ShouldBe("subject");
        (await ground.Accounts.StartAsync(Child, "other", Guardian, default)).ShouldBeOfType<StartOutcome.Done>();
        await ground.Accounts.PasswordSetAsync(Child, Guardian, default);
        (await ground.History.FindAsync(Child, default)).Select(it => (it.Event, it.Detail, it.ByPersonId)).ShouldBe(
            [("child-password-set", null, "adult-1"), ("child-account-created", "dasha", "adult-0")], ignoreOrder: true);
        (await ground.ScalarAsync("SELECT Device FROM AuditTrail WHERE Event = 'child-account-created'")).ShouldBe("Firefox");
    }

    [Theory(DisplayName = "E24, E25, D11: a child who came with another account meanwhile keeps it, and nothing of ours is left")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Tied_elsewhere(DatabaseProvider provider)
    {
        using var ground = await FamilyGround.SmallAsync(provider);
        var row = (await ground.Accounts.StartAsync(Child, "dasha", Mother, default)).ShouldBeOfType<StartOutcome.Started>().Row;
        (await ground.Ties.TieAsync(Child, "MosRu", "own", default)).ShouldBe(TieOutcome.Tied);
        (await ground.Accounts.CompleteAsync(row, "subject", "dasha", Mother, [], default)).ShouldBeFalse();
        (await ground.Ties.FindAccountAsync(Child, default))!.Subject.ShouldBe("own");
        (await ground.Accounts.FindAsync(Child, default))!.CompletedAt.ShouldBeNull();
        (await ground.History.FindAsync(Child, default)).ShouldBeEmpty();
        await ground.Accounts.AbandonAsync(row, default);
        (await ground.Accounts.StartAsync(Child, "dasha", Mother, default)).ShouldBeOfType<StartOutcome.Elsewhere>();
    }

    [Theory(DisplayName = "E44: a child whom support has moved to another record gets no tie to the old one by a request that was under way")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Moved_meanwhile(DatabaseProvider provider)
    {
        using var ground = await FamilyGround.SmallAsync(provider);
        var row = (await ground.Accounts.StartAsync(Child, "dasha", Mother, default)).ShouldBeOfType<StartOutcome.Started>().Row;
        var moves = new TieChangesStore(ground.Database, [new ChildHoldingsStore(ground.Database)], ground.Time);
        (await moves.MoveAsync(Child, "adult-3", "Новый номер", default)).ShouldBe(new MoveOutcome.Moved());
        (await ground.Accounts.CompleteAsync(row, "subject", "dasha", Mother, [], default)).ShouldBeFalse();
        (await ground.Ties.FindAccountAsync(Child, default)).ShouldBeNull();
        (await ground.Accounts.CompleteAsync(row with { PersonId = "adult-3" }, "subject", "dasha", Mother, [], default)).ShouldBeTrue();
    }

    [Theory(DisplayName = "E29: the latest version to which somebody agreed is found, of this adult and this child")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Consents(DatabaseProvider provider)
    {
        using var ground = await FamilyGround.SmallAsync(provider);
        var (old, later) = (new ConsentText(1, ["было"]), new ConsentText(2, ["стало"]));
        (await ground.Consents.FindAsync(Child, Mother.PersonId, default)).ShouldBeNull();
        (await ground.Consents.GiveAsync(Child, later, Mother, default)).ShouldBeTrue();
        (await ground.Consents.GiveAsync(Child, old, Mother, default)).ShouldBeTrue();
        var given = (await ground.Consents.FindAsync(Child, Mother.PersonId, default))!;
        (given.Version, given.GivenAt).ShouldBe((2, ground.Clock.Now));
        later.IsCoveredBy(given).ShouldBeTrue();
        old.IsCoveredBy(given).ShouldBeTrue("an older release must not ask again");
        new ConsentText(3, ["стало"]).IsCoveredBy(given).ShouldBeFalse();
        new ConsentText(2, ["иначе"]).IsCoveredBy(given).ShouldBeFalse("another text is another consent, whatever its number");
        (await ground.Consents.FindAsync(Child, Guardian.PersonId, default)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Of_thirty_passwords_at_once_ten_go_on_and_after_a_while_ten_more(DatabaseProvider provider)
    {
        using var ground = await FamilyGround.SmallAsync(provider);
        Task<ChildTry[]> Thirty() => Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() => ground.Tries.TakeAsync(Child, Mother, default))));
        (await Thirty()).Count(tried => tried is ChildTry.Taken).ShouldBe(ChildTryStore.Most);
        (await ground.Tries.TakeAsync(Child, Guardian, default)).ShouldBe(ChildTry.Taken, "the tries of one adult are not the other's");
        ground.Time.Advance(ChildTryStore.Window);
        (await Thirty()).Count(tried => tried is ChildTry.Taken).ShouldBe(ChildTryStore.Most);
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Logins_that_are_looked_up_are_counted_apart_by_adult_and_hour(DatabaseProvider provider)
    {
        using var ground = await FamilyGround.SmallAsync(provider);
        Task<ChildTry[]> Many() => Task.WhenAll(Enumerable.Range(0, ChildTryStore.MostLooks + 20).Select(_ => Task.Run(() => ground.Tries.LookAsync(Child, Mother, default))));
        (await Many()).Count(look => look is ChildTry.Taken).ShouldBe(ChildTryStore.MostLooks);
        (await ground.Tries.TakeAsync(Child, Mother, default)).ShouldBe(ChildTry.Taken, "a password is no login");
        (await ground.Tries.LookAsync(Child, Guardian, default)).ShouldBe(ChildTry.Taken);
        (await ground.Tries.LookAsync(Child, new Actor("adult-2", null), default)).ShouldBe(ChildTry.NoRight);
        ground.Time.Advance(ChildTryStore.LookWindow);
        (await Many()).Count(look => look is ChildTry.Taken).ShouldBe(ChildTryStore.MostLooks);
    }
}
