using System.Collections.Concurrent;

namespace Mesh.Cabinet.Bench.Clients;

/// <summary>Many connections at once.</summary>
internal static class Crowd
{
    private const int AtOnce = 16;

    public static async Task<IReadOnlyList<T>> OpenAsync<T>(int count, Func<int, Task<T>> open)
    {
        var opened = new ConcurrentBag<T>();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => opened.Add(await open(number)));
        return [.. opened];
    }

    /// <summary>One after the other, so that what is measured waits for nothing but the server.</summary>
    public static async Task<IReadOnlyList<double>> EachAsync<T>(IEnumerable<T> crowd, Func<T, Task<double>> act)
    {
        var taken = new List<double>();
        foreach (var one in crowd)
            taken.Add(await act(one));
        return taken;
    }

    public static Task CutOffAsync<T>(IEnumerable<T> crowd)
        where T : IAsyncDisposable =>
        Parallel.ForEachAsync(crowd, async (one, _) => await one.DisposeAsync());
}
