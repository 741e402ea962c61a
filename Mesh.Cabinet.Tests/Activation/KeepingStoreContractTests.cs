using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.PasswordEvents;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Tests.Database;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>The queue of accounts, leases and received events, on every database.</summary>
public sealed class KeepingStoreContractTests
{
    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task The_queue_gives_what_is_due_longest_waiting_first_and_forgets_what_is_kept(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var (store, keeping) = (new ActivationStore(ground.Database, Hashes.Of(ground.Database, ground.Protection), ground.Time), new KeepingStore(ground.Database, ground.Time));
        var first = (await store.ReserveAsync(Wanted("u1", "one"), default))!;
        var second = (await store.ReserveAsync(Wanted("u2", "two"), default))!;
        await store.CompleteAsync(first, null, default);
        await store.CompleteAsync(second, ground.Time.GetUtcNow() + TimeSpan.FromDays(1), default);
        (await keeping.DueAsync(10, default)).ShouldBeEmpty();

        ground.Time.Advance(TimeSpan.FromDays(2));
        (await keeping.DueAsync(10, default)).Select(row => row.Login).ShouldBe(["two"]);
        await keeping.MarkDueAsync(["u1", "nobody"], default);
        (await keeping.DueAsync(10, default)).Select(row => row.Login).ShouldBe(["two", "one"]);
        (await keeping.DueAsync(1, default)).Select(row => row.Login).ShouldBe(["two"]);
        var due = await keeping.DueAsync(10, default);
        await keeping.KeptAsync(due[0], null, default);
        await keeping.PostponeAsync(due[1], ground.Time.GetUtcNow() + TimeSpan.FromMinutes(1), default);
        (await keeping.DueAsync(10, default)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task What_a_keeper_with_a_fast_clock_has_put_off_is_due_when_another_takes_over(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var fast = new FakeTimeProvider(ground.Time.GetUtcNow() + TimeSpan.FromMinutes(5));
        var (store, keeping) = (new ActivationStore(ground.Database, Hashes.Of(ground.Database, ground.Protection), ground.Time), new KeepingStore(ground.Database, ground.Time));
        var reserved = (await store.ReserveAsync(Wanted("u1", "reserved"), default))!;
        var done = (await store.ReserveAsync(Wanted("u2", "done"), default))!;
        var later = (await store.ReserveAsync(Wanted("u3", "later"), default))!;
        await store.CompleteAsync(done, fast.GetUtcNow() + KeepAccount.Pause, default);
        await store.CompleteAsync(later, fast.GetUtcNow() + TimeSpan.FromDays(1), default);
        await new KeepingStore(ground.Database, fast).PostponeAsync(reserved, fast.GetUtcNow() + KeepAccount.Pause, default);
        (await keeping.DueAsync(10, default)).ShouldBeEmpty();

        await keeping.TakeOverAsync(KeepAccount.Pause, default);
        (await keeping.DueAsync(10, default)).Select(row => (row.Login, row.DueAt == ActivationRow.UnderWay)).ShouldBe([("reserved", true), ("done", false)]);
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_reopened_account_keeps_its_login_and_is_complete_again_with_its_password(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var (store, keeping) = (new ActivationStore(ground.Database, Hashes.Of(ground.Database, ground.Protection), ground.Time), new KeepingStore(ground.Database, ground.Time));
        var row = (await store.ReserveAsync(Wanted("u1", "one"), default))!;
        await store.CompleteAsync(row, null, default);
        await keeping.ReopenAsync(row, default);
        (await store.FindAsync("u1", default)).ShouldNotBeNull().ShouldSatisfyAllConditions(it => it.CompletedAt.ShouldBeNull(), it => it.ReopenedAt.ShouldNotBeNull(), it => it.Login.ShouldBe("one"));
        await store.CompleteAsync(row, null, default);
        (await store.FindAsync("u1", default)).ShouldNotBeNull().ShouldSatisfyAllConditions(it => it.CompletedAt.ShouldNotBeNull(), it => it.ReopenedAt.ShouldBeNull());
        var at = ground.Time.GetUtcNow() - TimeSpan.FromSeconds(3);
        (await keeping.PasswordSetAsync((await store.FindAsync("u1", default))!, at, default)).ShouldBeTrue();
        (await store.FindAsync("u1", default))!.PasswordSetAt.ShouldBe(at);
        (await ground.AuditAsync("u1"))[^1].ShouldBe("password-followed one");
    }

    [Theory(DisplayName = "E49: whoever was asked for the password is asked no more once it has come, unless the person is typing one")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Spared(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var (store, keeping) = (new ActivationStore(ground.Database, Hashes.Of(ground.Database, ground.Protection), ground.Time), new KeepingStore(ground.Database, ground.Time));
        var now = ground.Time.GetUtcNow();
        async Task<ActivationRow> FoundAsync() => (await store.FindAsync("u1", default))!;
        await store.CompleteAsync((await store.ReserveAsync(Wanted("u1", "one"), default))!, null, default);
        await keeping.AskAgainAsync(await FoundAsync(), now, default);
        var asked = await FoundAsync();
        asked.ShouldSatisfyAllConditions(row => row.CompletedAt.ShouldBeNull(), row => row.ReopenedAt.ShouldBe(now), row => row.PasswordSetAt.ShouldBe(now));

        await store.ResumeAsync("u1", default);
        (await keeping.PasswordSetAsync(asked, now, default)).ShouldBeFalse("one is on its way");
        await store.CompleteAsync(await FoundAsync(), null, default);
        (await keeping.PasswordSetAsync(asked, now, default)).ShouldBeFalse("one has come");

        ground.Time.Advance(TimeSpan.FromMinutes(1));
        await keeping.AskAgainAsync(await FoundAsync(), now, default);
        (await keeping.PasswordSetAsync(await FoundAsync(), now + TimeSpan.FromSeconds(1), default)).ShouldBeTrue();
        (await FoundAsync()).ShouldSatisfyAllConditions(row => row.CompletedAt.ShouldNotBeNull(), row => row.ReopenedAt.ShouldBeNull(), row => row.PasswordSetAt.ShouldBe(now + TimeSpan.FromSeconds(1)));
        (await keeping.DueAsync(1, default)).ShouldHaveSingleItem("the keeper looks at it");
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_lease_has_one_holder_until_it_runs_out_and_the_next_goes_on_from_its_position(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var leases = new LeaseStore(ground.Database, ground.Time);
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => leases.TryHoldAsync("work", number == 0 ? one : Guid.NewGuid(), default)));
        taken.Count(isTaken => isTaken).ShouldBe(1);

        (await leases.TryHoldAsync("work", one, default)).ShouldBe(taken[0]);
        ground.Time.Advance(LeaseStore.Length + TimeSpan.FromSeconds(1));
        (await leases.TryHoldAsync("work", one, default)).ShouldBeTrue();
        (await leases.TryHoldAsync("work", one, default)).ShouldBeTrue();
        (await leases.TryHoldAsync("work", other, default)).ShouldBeFalse();
        (await leases.PositionAsync("work", default)).ShouldBeNull();
        await leases.AdvanceAsync("work", ground.Time.GetUtcNow(), default);
        var position = ground.Time.GetUtcNow();
        ground.Time.Advance(LeaseStore.Length + TimeSpan.FromSeconds(1));
        (await leases.TryHoldAsync("work", other, default)).ShouldBeTrue();
        (await leases.PositionAsync("work", default)).ShouldBe(position);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public async Task A_lease_changes_hands_in_the_same_time_however_wrong_the_clock_of_its_holder_was(int minutes)
    {
        using var ground = await StoreGround.OpenAsync(DatabaseProvider.Sqlite);
        var wrong = new FakeTimeProvider(ground.Time.GetUtcNow() + TimeSpan.FromMinutes(minutes));
        var (gone, next) = (Guid.NewGuid(), Guid.NewGuid());
        (await new LeaseStore(ground.Database, wrong).TryHoldAsync("work", gone, default)).ShouldBeTrue();
        var leases = new LeaseStore(ground.Database, ground.Time);
        (await leases.TryHoldAsync("work", next, default)).ShouldBeFalse();
        ground.Time.Advance(LeaseStore.Length - TimeSpan.FromSeconds(1));
        (await leases.TryHoldAsync("work", next, default)).ShouldBeFalse();
        ground.Time.Advance(TimeSpan.FromSeconds(1));
        (await leases.TryHoldAsync("work", next, default)).ShouldBeTrue();
        (await new LeaseStore(ground.Database, wrong).TryHoldAsync("work", gone, default)).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_lease_that_is_given_back_is_free_at_once(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var leases = new LeaseStore(ground.Database, ground.Time);
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        (await leases.TryHoldAsync("work", one, default)).ShouldBeTrue();
        await leases.ReleaseAsync("work", other, default);
        (await leases.TryHoldAsync("work", other, default)).ShouldBeFalse("it was not that one's to give");
        await leases.ReleaseAsync("work", one, default);
        (await leases.TryHoldAsync("work", other, default)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Received_events_are_remembered_as_long_as_anything_stands_that_they_could_end(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var received = new ReceivedEventStore(ground.Database, ground.Time);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => received.HeardAsync("event", default)));
        ground.Time.Advance(ReceivedEventStore.Kept - TimeSpan.FromDays(1));
        (await received.FindAsync("event", default)).ShouldBe(EventState.Heard);
        await received.DoneAsync("event", default);
        (await received.FindAsync("event", default)).ShouldBe(EventState.Done);
        ground.Time.Advance(TimeSpan.FromDays(3));
        await received.ClearAsync(default);
        (await received.FindAsync("event", default)).ShouldBe(EventState.New);
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task The_first_import_changes_nobody(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var changes = new RecordChangesStore(ground.Database);
        (await changes.LastImportAsync(default)).ShouldNotBeNull();
        (await changes.ChangedSinceAsync(DateTimeOffset.MinValue, default)).ShouldBeEmpty();
        (await changes.LostSinceAsync(DateTimeOffset.MinValue, new DateOnly(2026, 9, 1), default)).ShouldBeEmpty();
    }

    private static ActivationRow Wanted(string personId, string login) =>
        new() { PersonId = personId, Id = Guid.CreateVersion7(), Login = login, WantedLogin = login, AskedLogin = login };
}
