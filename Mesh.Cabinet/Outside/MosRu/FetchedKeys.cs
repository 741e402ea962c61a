using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>
/// A key set of another system, kept for a while. Whoever meets a signature by a key that is not in it has it fetched anew at once: a
/// key may be used in the moment in which it is published. However many ask, it is fetched no oftener than once in <see cref="Pause"/>.
/// </summary>
internal sealed class FetchedKeys(IHttpClientFactory clients, TimeProvider time) : IDisposable
{
    /// <summary>Who asks sooner after the last time waits until then.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A key that was withdrawn is believed no longer, unless its owner cannot be asked.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan PauseOfOwner = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim fetching = new(1);
    private volatile KeySet? known;
    private Attempt? last;

    /// <param name="isAnew">Whether what was fetched before this call is not enough.</param>
    /// <exception cref="HttpRequestException">The keys cannot be had.</exception>
    public async Task<IReadOnlyList<SecurityKey>> FindAsync(string address, bool isAnew, CancellationToken cancellation)
    {
        var asked = time.GetTimestamp();
        if (!isAnew && Kept(address) is { } kept)
            return kept;

        await fetching.WaitAsync(cancellation);
        try
        {
            if (!isAnew && Kept(address) is { } fetchedMeanwhile)
                return fetchedMeanwhile;
            // One attempt that began after they asked serves all who wait for one.
            if (last is null || last.Address != address || last.At < asked)
                last = await TryAsync(address, last, cancellation);
            if (last.HasFailed && (isAnew || known?.Address != address))
                throw new HttpRequestException("The keys cannot be had.");
            return known!.Keys;
        }
        finally
        {
            fetching.Release();
        }
    }

    public void Dispose() => fetching.Dispose();

    // What is known goes on to count while its owner is away.
    private IReadOnlyList<SecurityKey>? Kept(string address) =>
        known is { } set && set.Address == address
            && (time.GetElapsedTime(set.At) < Lifetime || (last is { HasFailed: true } failed && time.GetElapsedTime(failed.At) < PauseOfOwner)) ? set.Keys : null;

    private async Task<Attempt> TryAsync(string address, Attempt? before, CancellationToken cancellation)
    {
        if (before is not null && Pause - time.GetElapsedTime(before.At) is { Ticks: > 0 } rest)
            await Task.Delay(rest, time, cancellation);
        var at = time.GetTimestamp();
        try
        {
            using var http = clients.CreateClient(nameof(FetchedKeys));
            // What is no key by which something is signed is left out by GetSigningKeys.
            var keys = new JsonWebKeySet(await http.GetStringAsync(new Uri(address), cancellation)).GetSigningKeys();
            if (keys.Count > 0)
                known = new KeySet(address, [.. keys], at);
            return new Attempt(address, at, HasFailed: keys.Count == 0);
        }
        catch (Exception failure) when (failure is HttpRequestException or ArgumentException or InvalidOperationException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new Attempt(address, at, HasFailed: true);
        }
    }

    private sealed record KeySet(string Address, IReadOnlyList<SecurityKey> Keys, long At);

    private sealed record Attempt(string Address, long At, bool HasFailed);
}
