using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>Activations on every database: one a person, one person a login, whoever comes at the same moment.</summary>
public sealed class ActivationStoreContractTests
{
    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_reservation_is_found_as_it_was_written_with_its_audit_row(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new ActivationStore(ground.Database, Hashes.Of(ground.Database, ground.Protection), ground.Time);
        (await store.FindAsync("u1", default)).ShouldBeNull();
        var wanted = Wanted("u1", "Ivanov_I") with { WantedLogin = "ivanov", AskedLogin = "ivanov2", MosRuLogin = "ivanov.i", JournalLogin = "ivanov/i", PasswordSetAt = ground.Time.GetUtcNow() };
        var reserved = wanted with { LeftEnabled = true, DueAt = ActivationRow.UnderWay };
        (await store.ReserveAsync(wanted, default)).ShouldBe(reserved);
        (await store.FindAsync("u1", default)).ShouldBe(reserved);
        (await ground.AuditAsync("u1")).ShouldBe(["login-reserved Ivanov_I"]);
    }

    [Theory(DisplayName = "E31, E23: a login is held against everybody else, without case, also once its account works")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_login_is_held(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new ActivationStore(ground.Database, Hashes.Of(ground.Database, ground.Protection), ground.Time);
        var first = (await store.ReserveAsync(Wanted("u1", "Ivanov"), default))!;
        await store.CompleteAsync(first, null, default);
        (await store.IsHeldByAnotherAsync("iVANOV", "u2", default)).ShouldBeTrue();
        (await store.IsHeldByAnotherAsync("iVANOV", "u1", default)).ShouldBeFalse("it is one's own");
        (await store.IsHeldByAnotherAsync("ivanov2", "u2", default)).ShouldBeFalse();
        (await store.ReserveAsync(Wanted("u2", "IVANOV"), default)).ShouldBeNull();
        (await store.FindAsync("u2", default)).ShouldBeNull();
        (await ground.AuditAsync("u2")).ShouldBeEmpty("what was refused leaves nothing");
    }

    [Theory(DisplayName = "E38: the same person coming again gets the first reservation back, whatever is wanted now")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_second_reservation_is_the_first(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new ActivationStore(ground.Database, Hashes.Of(ground.Database, ground.Protection), ground.Time);
        var first = await store.ReserveAsync(Wanted("u1", "ivanov"), default);
        (await store.ReserveAsync(Wanted("u1", "other"), default)).ShouldBe(first);
        (await store.IsHeldByAnotherAsync("other", "u2", default)).ShouldBeFalse();
    }

    [Theory(DisplayName = "E36: a reservation moves to a free login and lets the old one go; to a held one it does not")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_reservation_moves(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new ActivationStore(ground.Database, Hashes.Of(ground.Database, ground.Protection), ground.Time);
        var first = (await store.ReserveAsync(Wanted("u1", "ivanov"), default))!;
        await store.ReserveAsync(Wanted("u2", "ivanov2"), default);
        (await store.MoveAsync(first, "Ivanov2", default)).ShouldBeNull();
        (await store.FindAsync("u1", default)).ShouldBe(first);
        (await store.MoveAsync(first, "ivanov3", default)).ShouldBe(first with { Login = "ivanov3" });
        (await store.FindAsync("u1", default)).ShouldBe(first with { Login = "ivanov3" });
        (await store.IsHeldByAnotherAsync("ivanov", "u2", default)).ShouldBeFalse();
        (await ground.AuditAsync("u1")).ShouldBe(["login-reserved ivanov", "login-moved ivanov3"]);
    }

    [Theory(DisplayName = "E36, E38: of two requests of one person that meet a taken name the slower follows the quicker")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Two_requests_move_once(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new ActivationStore(ground.Database, Hashes.Of(ground.Database, ground.Protection), ground.Time);
        var both = (await store.ReserveAsync(Wanted("u1", "ivanov"), default))!;
        var moved = (await store.MoveAsync(both, "ivanov3", default))!;
        (await store.MoveAsync(both, "ivanov2", default)).ShouldBe(moved);
        (await store.FindAsync("u1", default))!.Login.ShouldBe("ivanov3");
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task What_an_import_put_into_the_queue_during_an_activation_stays_there(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var (store, keeping) = (new ActivationStore(ground.Database, Hashes.Of(ground.Database, ground.Protection), ground.Time), new KeepingStore(ground.Database, ground.Time));
        var row = (await store.ReserveAsync(Wanted("u1", "ivanov"), default))!;
        await keeping.MarkDueAsync(["u1"], default);
        await store.CompleteAsync(row, null, default);
        (await keeping.DueAsync(10, default)).ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task An_activation_is_completed_once_and_never_moves_afterwards(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new ActivationStore(ground.Database, Hashes.Of(ground.Database, ground.Protection), ground.Time);
        var row = (await store.ReserveAsync(Wanted("u1", "ivanov"), default))!;
        var completedAt = ground.Time.GetUtcNow();
        await store.CompleteAsync(row, null, default);
        ground.Time.Advance(TimeSpan.FromMinutes(1));
        await store.CompleteAsync(row, null, default);
        await store.MoveAsync(row, "ivanov2", default);
        (await store.FindAsync("u1", default)).ShouldBe(row with { CompletedAt = completedAt, DueAt = null });
        (await ground.AuditAsync("u1")).ShouldBe(["login-reserved ivanov", "activated ivanov"]);
    }

    [Theory(DisplayName = "E30, E31: of twenty people who want one login in the same moment one gets it")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task One_of_many_gets_it(DatabaseProvider provider)
    {
        const int people = 20;
        using var ground = await StoreGround.OpenAsync(provider, people);
        var store = new ActivationStore(ground.Database, Hashes.Of(ground.Database, ground.Protection), ground.Time);
        var got = await Task.WhenAll(Enumerable.Range(1, people).Select(number => Task.Run(() =>
            store.ReserveAsync(Wanted($"u{number}", number % 2 == 0 ? "IVANOV" : "ivanov"), default))));
        got.Count(row => row is not null).ShouldBe(1);
        (await ground.ScalarAsync("SELECT COUNT(*) FROM Activations")).ShouldBe("1");
        (await ground.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE Event = 'login-reserved'")).ShouldBe("1");
    }

    [Theory(DisplayName = "E38: a double click makes one reservation")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_double_click(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new ActivationStore(ground.Database, Hashes.Of(ground.Database, ground.Protection), ground.Time);
        var got = await Task.WhenAll(Enumerable.Range(1, 10).Select(number => Task.Run(() => store.ReserveAsync(Wanted("u1", $"ivanov{number}"), default))));
        got.Select(row => row?.Id).Distinct().Count().ShouldBe(1);
        got.ShouldAllBe(row => row != null);
    }

    private static ActivationRow Wanted(string personId, string login) =>
        new() { PersonId = personId, Id = Guid.CreateVersion7(), Login = login, WantedLogin = login, AskedLogin = login };
}
