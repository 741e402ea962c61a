using System.Diagnostics.Metrics;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell.Telemetry;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Cabinet.Tests.Shell.Telemetry;

public sealed class QueueWatchTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider time = new();
    private readonly LeaseMetrics leases;
    private readonly SeenNumbers numbers;
    private readonly QueueWatch watch;
    private Func<long> count = () => 7;
    private int asked;

    public QueueWatchTests()
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        leases = new LeaseMetrics(meters, time);
        var queue = new QueueGauge(meters.Create("queues"), "queue", "{thing}", "", _ =>
        {
            asked++;
            return Task.FromResult<IReadOnlyList<Measurement<long>>>([new(count())]);
        });
        watch = new QueueWatch([queue], leases, time, NullLogger<QueueWatch>.Instance);
        numbers = new SeenNumbers(meters);
    }

    public void Dispose()
    {
        numbers.Dispose();
        watch.Dispose();
        services.Dispose();
    }

    [Fact]
    public async Task Only_the_node_that_holds_the_keepers_lease_counts_and_shows_a_queue()
    {
        leases.Tried(LeaseStore.Keeper, isHeld: false);
        leases.Tried("other", isHeld: true);
        await watch.LookAsync(default);
        (asked, numbers.Look().ContainsKey("queue")).ShouldBe((0, false));

        leases.Tried(LeaseStore.Keeper, isHeld: true);
        await watch.LookAsync(default);
        (asked, numbers.Look()["queue"]).ShouldBe((1, 7));

        // Another node has taken it: the number is its to show.
        leases.Tried(LeaseStore.Keeper, isHeld: false);
        await watch.LookAsync(default);
        numbers.Look().ContainsKey("queue").ShouldBeFalse();
    }

    [Fact]
    public async Task A_queue_is_counted_every_half_a_minute_and_no_more_often()
    {
        for (var second = 0; second < 60; second++)
        {
            leases.Tried(LeaseStore.Keeper, isHeld: true);
            await watch.LookAsync(default);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        asked.ShouldBe(2);
    }

    [Fact]
    public async Task A_queue_that_cannot_be_counted_shows_no_old_number()
    {
        leases.Tried(LeaseStore.Keeper, isHeld: true);
        await watch.LookAsync(default);
        count = () => throw new InvalidOperationException("away");
        time.Advance(QueueWatch.Pause);
        leases.Tried(LeaseStore.Keeper, isHeld: true);
        await watch.LookAsync(default);
        numbers.Look().ContainsKey("queue").ShouldBeFalse();
    }

    [Fact]
    public void A_lease_is_shown_as_held_until_it_is_lost_given_back_or_not_renewed_and_counts_once_when_it_is_taken()
    {
        leases.Tried("work", isHeld: true);
        leases.Tried("work", isHeld: true);
        numbers.Look()["mesh.lease.held work"].ShouldBe(1);
        leases.Tried("work", isHeld: false);
        numbers.Look()["mesh.lease.held work"].ShouldBe(0);
        leases.Tried("work", isHeld: true);
        time.Advance(LeaseStore.Length);
        numbers.Look()["mesh.lease.held work"].ShouldBe(0, "a process that hangs keeps nothing");
        numbers.Look()["mesh.leases.taken work"].ShouldBe(2);
    }
}
