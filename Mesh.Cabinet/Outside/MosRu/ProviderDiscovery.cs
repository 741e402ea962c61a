using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>
/// What a provider says of itself, kept for hours. Who meets a key that is not in it has it read anew and waits for that: the first token
/// under a new key is as good as any. The framework's own would answer with the old keys meanwhile.
/// </summary>
internal sealed class ProviderDiscovery(Func<CancellationToken, Task<OpenIdConnectConfiguration>> read, TimeProvider time, OutsideMetrics metrics) : IConfigurationManager<OpenIdConnectConfiguration>
{
    /// <summary>How often it is read anew within <see cref="Window"/>: anybody can send a token under a key that nobody knows.</summary>
    public const int MostRefreshes = 10;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(12);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> refreshes = [];
    private OpenIdConnectConfiguration? known;
    private DateTimeOffset keptUntil;
    private Task<OpenIdConnectConfiguration>? reading;

    /// <exception cref="InvalidOperationException">The provider has never told what it is; the cause says why.</exception>
    public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        lock (gate)
        {
            if (known is not null && time.GetUtcNow() < keptUntil)
                return Task.FromResult(known);
            // However many ask, it is read once.
            return (reading ??= Task.Run(ReadAsync, CancellationToken.None)).WaitAsync(cancel);
        }
    }

    public void RequestRefresh()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            while (refreshes.TryPeek(out var oldest) && now - oldest > Window)
                refreshes.Dequeue();
            if (refreshes.Count >= MostRefreshes)
            {
                metrics.KeysNotAsked();
                return;
            }

            refreshes.Enqueue(now);
            keptUntil = default;
        }
    }

    private async Task<OpenIdConnectConfiguration> ReadAsync()
    {
        try
        {
            return Keep(await read(CancellationToken.None), KeptFor);
        }
        catch (Exception failure)
        {
            return known is { } old ? Keep(old, PauseAfterFailure) : throw new InvalidOperationException("The provider does not say what it is.", failure);
        }
        finally
        {
            lock (gate)
                reading = null;
        }
    }

    private OpenIdConnectConfiguration Keep(OpenIdConnectConfiguration document, TimeSpan keptFor)
    {
        lock (gate)
            (known, keptUntil) = (document, time.GetUtcNow() + keptFor);
        return document;
    }
}
