using System.Collections.Concurrent;

namespace Mesh.Cabinet.Outside;

/// <summary>What this site cannot do without.</summary>
internal enum OutsideSystem { MosRu, Directory }

/// <summary>Whether a system outside has been away for minutes, so that people are told before they try. Each node knows what it has seen itself.</summary>
internal sealed class Outages(TimeProvider time)
{
    /// <summary>One answer that does not come is no outage.</summary>
    public static readonly TimeSpan AwayAfter = TimeSpan.FromMinutes(2);

    /// <summary>What nobody has tried for so long may be back.</summary>
    public static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<OutsideSystem, Silence> silent = new();

    /// <summary>It has answered.</summary>
    public void Answered(OutsideSystem system) => silent.TryRemove(system, out _);

    /// <summary>It has not, or with a fault of its own.</summary>
    public void Failed(OutsideSystem system)
    {
        var now = time.GetUtcNow();
        silent.AddOrUpdate(system, _ => new Silence(now, now), (_, before) => now - before.Last > ForgottenAfter ? new Silence(now, now) : before with { Last = now });
    }

    public bool IsAway(OutsideSystem system) =>
        silent.TryGetValue(system, out var silence) && silence.Last - silence.First >= AwayAfter && time.GetUtcNow() - silence.Last <= ForgottenAfter;

    private sealed record Silence(DateTimeOffset First, DateTimeOffset Last);
}
