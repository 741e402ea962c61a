using System.Collections.Concurrent;
using System.Diagnostics;
using Mesh.Cabinet.Bench.Servers;

namespace Mesh.Cabinet.Bench.Clients;

/// <summary>So many whole sign-ins begin each second, whether the earlier ones have ended or not, until it is over.</summary>
internal sealed class SignInStorm
{
    private readonly ServerProcess server;
    private readonly TimeSpan cpu;
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly ConcurrentBag<Task> signIns = [];
    private readonly Task beginning;
    private volatile bool isOver;

    private SignInStorm(ServerProcess server, CityAccount account, int perSecond)
    {
        (this.server, cpu) = (server, server.Cpu);
        beginning = BeginAsync(account, TimeSpan.FromSeconds(1.0 / perSecond));
    }

    public static SignInStorm Over(ServerProcess server, CityAccount account, int perSecond) => new(server, account, perSecond);

    /// <summary>Begins no more, and waits for those that have begun.</summary>
    /// <returns>How many ended well each second, and the cores that the server used.</returns>
    /// <exception cref="InvalidOperationException">Somebody was not signed in.</exception>
    public async Task<(double PerSecond, double Cores)> EndAsync()
    {
        isOver = true;
        await beginning;
        await Task.WhenAll(signIns);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return (signIns.Count / seconds, (server.Cpu - cpu).TotalSeconds / seconds);
    }

    private async Task BeginAsync(CityAccount account, TimeSpan pause)
    {
        using var clock = new PeriodicTimer(pause);
        while (await clock.WaitForNextTickAsync() && !isOver)
            signIns.Add(SignInAsync(account));
    }

    private async Task SignInAsync(CityAccount account)
    {
        using var visitor = new Visitor(server);
        await visitor.SignInAsync(account);
    }
}
