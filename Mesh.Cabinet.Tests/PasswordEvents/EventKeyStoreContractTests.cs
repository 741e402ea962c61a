using System.Security.Cryptography;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.PasswordEvents;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.PasswordEvents;

/// <summary>Our keys for passwords on their way, on every database.</summary>
public sealed class EventKeyStoreContractTests
{
    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task However_many_ask_at_once_on_two_nodes_there_is_one_key_of_each_kind(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        using var one = Store(ground);
        using var other = Store(ground);
        for (var month = 1; month <= 2; month++)
        {
            var sets = await Task.WhenAll(Enumerable.Range(0, 30).Select(number => Task.Run(() => (number % 2 == 0 ? one : other).PublishedAsync(default))));

            sets.Select(set => string.Join(',', set.Select(key => key.Id))).Distinct().ShouldHaveSingleItem();
            sets[0].Select(key => key.Algorithm).ShouldBe(EventKey.Algorithms);
            (await ground.ScalarAsync("SELECT COUNT(*) FROM EventKeys")).ShouldBe($"{2 * month}");
            ground.Time.Advance(TimeSpan.FromDays(31));
        }
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task The_newest_are_published_and_older_ones_still_open_until_they_are_too_old(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        using var store = Store(ground);

        (await store.PublishedAsync(default)).Select(key => key.Algorithm).ShouldBe(EventKey.Algorithms);
        (await store.FindAsync(default)).Select(key => key.Algorithm).ShouldBe(EventKey.Algorithms, ignoreOrder: true);
        foreach (var key in await store.FindAsync(default))
        {
            using var pair = key.Open();
            pair.KeySize.ShouldBe(key.Algorithm == EventKey.EcdhEs ? 256 : 3072);
        }

        ground.Time.Advance(TimeSpan.FromDays(31));
        var renewed = await store.PublishedAsync(default);
        (await store.FindAsync(default)).Count.ShouldBe(4);
        ground.Time.Advance(TimeSpan.FromDays(29.5));
        (await store.FindAsync(default)).Select(key => key.Id).ShouldBe(renewed.Select(key => key.Id), ignoreOrder: true);

        // After a long silence there is still one that the next can follow.
        ground.Time.Advance(TimeSpan.FromDays(365));
        (await store.FindAsync(default)).ShouldBeEmpty();
        (await store.PublishedAsync(default)).Count.ShouldBe(2);
    }

    private static EventKeyStore Store(StoreGround ground) => new(ground.Database, ground.Protection, ground.Time);
}
