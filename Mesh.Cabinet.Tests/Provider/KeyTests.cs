using Mesh.Cabinet.Database;
using Mesh.Cabinet.Provider.Keys;
using Mesh.Cabinet.Tests.Database;
using Microsoft.Extensions.Options;
using OpenIddict.Server;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>OIDCC 10.1.1: keys come before they are used and go long after, and all nodes have the same.</summary>
public sealed class KeyTests
{
    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Over_a_year_every_key_is_published_two_weeks_before_it_signs_and_known_two_weeks_after(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        using var node = NewNode(ground);
        var (firstSeen, signs, lastSeen) = (new Dictionary<string, DateTimeOffset>(), new Dictionary<string, (DateTimeOffset From, DateTimeOffset To)>(), new Dictionary<string, DateTimeOffset>());
        var begun = ground.Time.GetUtcNow();
        for (var day = 0; day < 365; day++, ground.Time.Advance(TimeSpan.FromDays(1)))
        {
            await node.LookAsync(default);
            var now = ground.Time.GetUtcNow();
            var published = Published(node);
            foreach (var key in published)
            {
                firstSeen.TryAdd(key, now);
                lastSeen[key] = now;
            }

            signs[published[0]] = signs.TryGetValue(published[0], out var used) ? (used.From, now) : (now, now);
        }

        signs.Count.ShouldBe(5);
        foreach (var (key, (from, to)) in signs.Where(used => used.Value.From > begun))
            (from - firstSeen[key]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromDays(14));
        foreach (var (key, (_, to)) in signs.Where(used => lastSeen[used.Key] < ground.Time.GetUtcNow().AddDays(-2)))
            (lastSeen[key] - to).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromDays(14));
    }

    [Fact]
    public async Task Of_nodes_that_begin_together_all_sign_by_one_key_and_a_rotation_by_hand_reaches_each_before_it_is_used()
    {
        using var ground = await StoreGround.OpenAsync(DatabaseProvider.Sqlite);
        var nodes = Enumerable.Range(0, 5).Select(_ => NewNode(ground)).ToList();
        await Task.WhenAll(nodes.Select(node => Task.Run(() => Published(node))));
        nodes.Select(node => Published(node)[0]).Distinct().ShouldHaveSingleItem();
        var before = Published(nodes[0])[0];

        var usedFrom = await nodes[0].RotateAsync(default);
        foreach (var node in nodes)
            await node.LookAsync(default);
        nodes.ShouldAllBe(node => Published(node).Count == 2 && Published(node)[0] == before);
        ground.Time.SetUtcNow(usedFrom);
        nodes.ShouldAllBe(node => Published(node)[0] != before && Published(node)[1] == before);
        nodes.ForEach(node => node.Dispose());
    }

    [Fact]
    public async Task When_a_key_takes_its_turn_the_options_are_made_anew()
    {
        using var ground = await StoreGround.OpenAsync(DatabaseProvider.Sqlite);
        using var node = NewNode(ground);
        Published(node);
        var token = node.GetChangeToken();
        await node.LookAsync(default);
        token.HasChanged.ShouldBeFalse();
        ground.Time.SetUtcNow(await node.RotateAsync(default));
        await node.LookAsync(default);
        token.HasChanged.ShouldBeTrue();
    }

    private static ProviderKeys NewNode(StoreGround ground) => new(new ProviderKeyStore(ground.Database, ground.Protection, ground.Time), ground.Time);

    private static List<string> Published(ProviderKeys node)
    {
        var options = new OpenIddictServerOptions();
        node.Configure(options);
        node.PostConfigure(Options.DefaultName, options);
        return [.. options.SigningCredentials.Select(credentials => credentials.Key.KeyId)];
    }
}
