using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>Tries of the password on every database: five are free, then each costs a longer wait, and nobody gets more by hurrying.</summary>
public sealed class PasswordTryStoreContractTests
{
    [Fact]
    public void The_wait_starts_at_a_minute_doubles_and_stays_at_an_hour() =>
        Enumerable.Range(0, 14).Select(tries => PasswordTryStore.WaitAfter(tries).TotalMinutes)
            .ShouldBe([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Five_tries_are_free_and_each_later_one_waits_longer(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new PasswordTryStore(ground.Database, ground.Time);
        (await store.LookAsync("u1", default)).ShouldBe((5, null));
        for (var number = 1; number < PasswordTryStore.Free; number++)
        {
            (await store.TakeAsync("u1", default)).ShouldBe(new TryOutcome.Taken(null));
            (await store.LookAsync("u1", default)).ShouldBe((PasswordTryStore.Free - number, null));
        }

        foreach (var minutes in new[] { 1, 2, 4 })
        {
            var until = ground.Time.GetUtcNow().AddMinutes(minutes);
            (await store.TakeAsync("u1", default)).ShouldBe(new TryOutcome.Taken(until));
            (await store.LookAsync("u1", default)).ShouldBe((0, until));
            ground.Time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromTicks(1));
            (await store.TakeAsync("u1", default)).ShouldBe(new TryOutcome.Blocked(until));
            ground.Time.Advance(TimeSpan.FromTicks(1));
            (await store.LookAsync("u1", default)).ShouldBe((0, null));
        }

        (await store.LookAsync("u2", default)).ShouldBe((5, null), "nobody else is kept waiting");
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Twenty_tries_at_once_are_never_more_than_the_free_ones(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new PasswordTryStore(ground.Database, ground.Time);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => store.TakeAsync("u1", default))));
        outcomes.OfType<TryOutcome.Taken>().Count().ShouldBe(PasswordTryStore.Free);
        outcomes.OfType<TryOutcome.Blocked>().Count().ShouldBe(20 - PasswordTryStore.Free);
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_right_password_forgets_all_wrong_ones(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new PasswordTryStore(ground.Database, ground.Time);
        await TakeAsync(store, PasswordTryStore.Free);
        await store.ForgetAsync("u1", default);
        (await store.LookAsync("u1", default)).ShouldBe((5, null));
        (await store.TakeAsync("u1", default)).ShouldBe(new TryOutcome.Taken(null));
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_try_that_mos_ru_did_not_answer_is_given_back_and_never_more_than_were_taken(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new PasswordTryStore(ground.Database, ground.Time);
        await TakeAsync(store, PasswordTryStore.Free);
        await store.GiveBackAsync("u1", default);
        (await store.LookAsync("u1", default)).ShouldBe((1, null));
        for (var number = 0; number < 2 * PasswordTryStore.Free; number++)
            await store.GiveBackAsync("u1", default);
        (await store.LookAsync("u1", default)).ShouldBe((5, null));
    }

    private static async Task TakeAsync(PasswordTryStore store, int times)
    {
        for (var number = 0; number < times; number++)
            (await store.TakeAsync("u1", default)).ShouldBeOfType<TryOutcome.Taken>();
    }
}
