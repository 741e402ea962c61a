using Mesh.Cabinet.Database;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>Refusals are counted in memory and written by the minute, on every database: u1 is of school s1.</summary>
public sealed class RefusalCountsContractTests
{
    [Theory(DisplayName = "R44, R47: refusals are counted by day, reason and the school of whoever is proven to be of one, over nodes and minutes")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Counted(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var clock = new MoscowClock(ground.Time);
        var (first, second) = (new Node(ground, clock), new Node(ground, clock));
        first.Tally.Count(People.Access(People.Staff()));
        first.Tally.Count(People.Nobody());
        first.Tally.Count(Of("u1", isProven: true));
        second.Tally.Count(Of("u1", isProven: true));
        second.Tally.Count(Of("u1", isProven: false));
        await first.Writer.WriteAsync(default);
        await second.Writer.WriteAsync(default);
        ground.Time.Advance(TimeSpan.FromMinutes(1));
        first.Tally.Count(Of("u1", isProven: true));
        await first.Writer.WriteAsync(default);
        await first.Writer.WriteAsync(default);
        ground.Time.Advance(TimeSpan.FromDays(1));
        second.Tally.Count(new Access(null, [], [], [], []));
        await second.Writer.WriteAsync(default);

        (await ReadAsync(ground)).ShouldBe(["2026-09-01  Phone MissingAtMosRu 1", "2026-09-01  Snils Different 1", "2026-09-01 s1 Snils Different 3", "2026-09-02   NotFound 1"]);

        ground.Time.Advance(TimeSpan.FromDays(RefusalCountsStore.DaysKept));
        await new RefusalCountsStore(ground.Database, clock).ClearAsync(default);
        (await ReadAsync(ground)).ShouldBe(["2026-09-02   NotFound 1"]);
    }

    [Fact(DisplayName = "R44: what could not be written is written a minute later, and nothing twice")]
    public async Task Put_back()
    {
        using var server = new StandInServer();
        using var ground = await StoreGround.OnAsync(server);
        var node = new Node(ground, new MoscowClock(ground.Time));
        node.Tally.Count(People.Nobody());
        server.FailOnce("UPDATE RefusalCounts", () => new TimeoutException());
        await node.Writer.WriteAsync(default);
        node.Tally.Count(People.Nobody());
        await node.Writer.WriteAsync(default);
        (await ReadAsync(ground)).ShouldBe(["2026-09-01  Phone MissingAtMosRu 2"]);
    }

    [Fact(DisplayName = "E55: however many are refused within a minute, memory holds so many records and no more")]
    public void Bounded()
    {
        var tally = new RefusalTally(new MoscowClock(TimeProvider.System));
        for (var number = 0; number < 2 * RefusalTally.Most; number++)
            tally.Count(Of($"u{number}", isProven: true));
        var taken = tally.Take();
        taken.Count.ShouldBe(RefusalTally.Most + 1);
        taken.Values.Sum().ShouldBe(2 * RefusalTally.Most);
        tally.Take().ShouldBeEmpty();
    }

    [Fact]
    public void Every_reason_has_its_words() =>
        Enum.GetNames<RefusalReason>().ShouldAllBe(reason => !Refusals.Words("", reason).Contains(reason) && Refusals.Words(nameof(ProfileField.Snils), reason).StartsWith("СНИЛС: "));

    private static Access Of(string recordId, bool isProven) =>
        new(null, [], [new WithheldRole(PersonRole.Staff, [new Verdict(ProfileField.Snils, new Comparison.OneDigit(1))], null, isProven, recordId)], [], []);

    private static async Task<IReadOnlyList<string>> ReadAsync(StoreGround ground)
    {
        await using var connection = await ground.Database.OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Day, SchoolId, Field, Reason, Total FROM RefusalCounts";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add($"{(reader.GetValue(0) is DateTime day ? day.ToString("yyyy-MM-dd", null) : reader.GetString(0))} {reader.GetString(1)} {reader.GetString(2)} {reader.GetString(3)} {reader.GetInt32(4)}");
        return [.. rows.Order(StringComparer.Ordinal)];
    }

    private sealed class Node(StoreGround ground, MoscowClock clock)
    {
        public RefusalTally Tally { get; } = new(clock);

        public RefusalWriter Writer => new(Tally, new RefusalCountsStore(ground.Database, clock), ground.Time, NullLogger<RefusalWriter>.Instance);
    }
}
