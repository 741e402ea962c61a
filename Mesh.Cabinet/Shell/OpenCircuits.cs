using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Caching.Memory;

namespace Mesh.Cabinet.Shell;

/// <summary>
/// The hub's connections that stand on this node, by session: how many there may be, whose each circuit is, and the way to end them.
/// </summary>
internal sealed class OpenCircuits : IDisposable
{
    /// <summary>Tabs of one browser; more is no person.</summary>
    public const int MostOfSession = 12;

    /// <summary>Tabs of one account in all its browsers.</summary>
    public const int MostOfAccount = 24;

    /// <summary>What a node's memory bears: some 0.1 to 0.4 MB each.</summary>
    public const int MostOfNode = 10_000;

    /// <summary>How long a page has to load itself anew before its connection is cut.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    // For as long as the framework keeps what a circuit was: two hours, and what it takes to come back.
    private static readonly MemoryCacheEntryOptions Remembered = new() { Size = 1, SlidingExpiration = TimeSpan.FromHours(3) };

    private readonly Lock changing = new();
    private readonly Dictionary<string, Connection> connections = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Watching, OnLookout> pages = new();
    private readonly ConcurrentDictionary<Standing, Func<Task>> standing = new();
    private readonly MemoryCache owners = new(new MemoryCacheOptions { SizeLimit = 4 * MostOfNode });

    public int Count
    {
        get
        {
            lock (changing)
                return connections.Count;
        }
    }

    /// <summary>Sessions with a connection here.</summary>
    public IReadOnlyList<Guid> Sessions
    {
        get
        {
            lock (changing)
                return [.. connections.Values.Select(connection => connection.Session).Distinct()];
        }
    }

    /// <summary>Whether there is room for one more of this session and account.</summary>
    public bool HasRoom(Guid session, string account)
    {
        lock (changing)
        {
            return connections.Count < MostOfNode
                && connections.Values.Count(connection => connection.Session == session) < MostOfSession
                && connections.Values.Count(connection => connection.Account == account) < MostOfAccount;
        }
    }

    /// <returns>False if there is no room.</returns>
    public bool TryOpen(HubCallerContext context, Guid session, string account)
    {
        lock (changing)
        {
            if (!HasRoom(session, account))
                return false;
            connections[context.ConnectionId] = new Connection(context, session, account);
            return true;
        }
    }

    public void Close(HubCallerContext context)
    {
        lock (changing)
            connections.Remove(context.ConnectionId);
    }

    /// <summary>A session has begun a circuit, whose secret nobody else may come back with.</summary>
    public void Belongs(string circuit, Guid session) => owners.Set(circuit, session, Remembered);

    /// <summary>The session that began the circuit; null if none did here.</summary>
    public Guid? OwnerOf(string circuit) => owners.TryGetValue(circuit, out Guid owner) ? owner : null;

    /// <summary>An open page wants to know when its session has ended.</summary>
    /// <returns>Dispose of it when the page is left.</returns>
    public IDisposable Watch(Guid session, Func<Task> ended)
    {
        var watching = new Watching(this);
        pages[watching] = new OnLookout(session, ended);
        return watching;
    }

    /// <summary>An open page can be told to go on at another node.</summary>
    /// <returns>Dispose of it when its connection ends.</returns>
    public IDisposable Stand(Func<Task> handOver)
    {
        var page = new Standing(this);
        standing[page] = handOver;
        return page;
    }

    /// <summary>This node ends: every page is told, and has a moment to let go.</summary>
    public void HandOver(TimeSpan patience)
    {
        foreach (var tell in standing.Values)
            _ = tell();
        SpinWait.SpinUntil(() => Count == 0, patience);
    }

    /// <summary>The session has ended: its pages load themselves anew, and what is left of its connections is cut.</summary>
    public async Task EndAsync(Guid session, CancellationToken cancellation)
    {
        foreach (var page in pages.Values.Where(page => page.Session == session))
            await page.Ended();
        await Task.Delay(Farewell, cancellation);
        List<Connection> left;
        lock (changing)
            left = [.. connections.Values.Where(connection => connection.Session == session)];
        foreach (var connection in left)
            connection.Context.Abort();
    }

    public void Dispose() => owners.Dispose();

    private sealed record Connection(HubCallerContext Context, Guid Session, string Account);

    private sealed record OnLookout(Guid Session, Func<Task> Ended);

    private sealed class Standing(OpenCircuits circuits) : IDisposable
    {
        public void Dispose() => circuits.standing.TryRemove(this, out _);
    }

    private sealed class Watching(OpenCircuits circuits) : IDisposable
    {
        public void Dispose() => circuits.pages.TryRemove(this, out _);
    }
}
