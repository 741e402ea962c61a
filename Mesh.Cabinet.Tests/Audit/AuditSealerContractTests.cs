using Mesh.Cabinet.Audit;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.Audit;

/// <summary>The chain over the audit trail, on every database.</summary>
public sealed class AuditSealerContractTests
{
    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Entries_older_than_a_minute_are_sealed_one_after_another_and_the_younger_ones_are_told_as_the_tail(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var chain = new ChainGround(ground.Database, ground.Protection, ground.Time);
        (await chain.LookAsync()).ShouldSatisfyAllConditions(empty => empty.IsWhole.ShouldBeTrue(), empty => empty.End.ShouldBeNull());
        await chain.FillAsync(13);
        await chain.SealAsync();
        await chain.FillAsync(5);
        await chain.Node().RunAsync(default);
        var report = await chain.LookAsync();
        (report.IsWhole, report.Sealed, report.Unsealed).ShouldBe((true, 13, 5));
        await chain.SealAsync();
        (await chain.LookAsync($"{report.End}")).ShouldSatisfyAllConditions(later => later.IsWhole.ShouldBeTrue(), later => later.Sealed.ShouldBe(18), later => later.Unsealed.ShouldBe(0));
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Several_nodes_at_once_make_one_chain(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var chain = new ChainGround(ground.Database, ground.Protection, ground.Time);
        await chain.FillAsync(40);
        ground.Time.Advance(TimeSpan.FromMinutes(2));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => chain.Node().RunAsync(default))));
        await chain.Node().RunAsync(default);
        var report = await chain.LookAsync();
        (report.Fault, report.Sealed, report.Unsealed).ShouldBe((null, 40, 0));
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_shortened_chain_is_not_sealed_on_so_that_the_gap_stays_to_be_seen(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var chain = new ChainGround(ground.Database, ground.Protection, ground.Time);
        await chain.FillAsync(10);
        await chain.SealAsync();
        await chain.RunAsync("DELETE FROM AuditTrail WHERE Number IN (SELECT EntryNumber FROM AuditSeals WHERE Sequence > 8)");
        await chain.RunAsync("DELETE FROM AuditSeals WHERE Sequence > 8");
        await chain.FillAsync(4);
        await chain.SealAsync();
        var report = await chain.LookAsync();
        report.Fault.ShouldBe(new ChainFault.Shortened(9, 10));
        (report.Sealed, report.Unsealed).ShouldBe((8, 4));
    }

    [Fact]
    public async Task A_node_that_has_seen_more_seals_nothing_on_an_older_copy()
    {
        using var ground = await StoreGround.OpenAsync(DatabaseProvider.Sqlite);
        var chain = new ChainGround(ground.Database, ground.Protection, ground.Time);
        var node = chain.Node();
        await chain.FillAsync(6);
        ground.Time.Advance(TimeSpan.FromMinutes(2));
        await node.RunAsync(default);
        foreach (var table in (string[])["AuditSeals", "AuditChain", "AuditTrail"])
            await chain.RunAsync($"CREATE TABLE Old{table} AS SELECT * FROM {table}");
        await chain.FillAsync(6);
        ground.Time.Advance(TimeSpan.FromMinutes(2));
        await node.RunAsync(default);
        var kept = (await chain.LookAsync()).End!;
        kept.Sequence.ShouldBe(12);
        foreach (var table in (string[])["AuditSeals", "AuditChain", "AuditTrail"])
            await chain.RunAsync($"DELETE FROM {table}; INSERT INTO {table} SELECT * FROM Old{table}");

        await chain.FillAsync(1);
        ground.Time.Advance(TimeSpan.FromMinutes(2));
        await node.RunAsync(default);
        (await chain.LookAsync()).ShouldSatisfyAllConditions(old => old.Sealed.ShouldBe(6), old => old.Unsealed.ShouldBe(1));
        (await chain.LookAsync($"{kept}")).Fault.ShouldBe(new ChainFault.Shortened(7, 12), "by the head that somebody kept elsewhere");
    }

    [Fact]
    public async Task A_trail_that_was_begun_anew_is_not_taken_for_the_one_whose_head_was_kept()
    {
        using var ground = await StoreGround.OpenAsync(DatabaseProvider.Sqlite);
        var chain = new ChainGround(ground.Database, ground.Protection, ground.Time);
        await chain.FillAsync(6);
        await chain.SealAsync();
        var kept = (await chain.LookAsync()).End!;
        foreach (var table in (string[])["AuditSeals", "AuditChain", "AuditTrail", "AuditKeys"])
            await chain.RunAsync($"DELETE FROM {table}");
        (await chain.LookAsync($"{kept}")).Fault.ShouldBe(new ChainFault.EndForged());
        await chain.FillAsync(9);
        await chain.SealAsync();
        (await chain.LookAsync()).IsWhole.ShouldBeTrue("nothing in the database tells of the former one");
        (await chain.LookAsync($"{kept}")).Fault.ShouldBe(new ChainFault.AnotherChain(6));
    }

    [Fact]
    public async Task Without_the_end_or_under_another_key_nothing_is_believed()
    {
        using var ground = await StoreGround.OpenAsync(DatabaseProvider.Sqlite);
        var chain = new ChainGround(ground.Database, ground.Protection, ground.Time);
        await chain.FillAsync(6);
        await chain.SealAsync();
        (await new ChainGround(ground.Database, new FieldProtection(new byte[32]), ground.Time).LookAsync()).Fault.ShouldBe(new ChainFault.EndForged());
        await chain.RunAsync("UPDATE AuditChain SET Sequence = 5");
        (await chain.LookAsync()).Fault.ShouldBe(new ChainFault.EndForged());
        await chain.RunAsync("DELETE FROM AuditChain");
        (await chain.LookAsync()).Fault.ShouldBe(new ChainFault.EndForged());
        await chain.SealAsync();
        (await chain.LookAsync()).Fault.ShouldBe(new ChainFault.EndForged(), "nobody begins anew over what stands");
    }
}
