using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using OpenIddict.Server;

namespace Mesh.Cabinet.Provider.Keys;

/// <summary>
/// The keys as OpenIddict's options have them. When one comes, goes, or takes its turn, the options are made anew: requests that are under
/// way go on with those they began with.
/// </summary>
internal sealed class ProviderKeys(ProviderKeyStore store, TimeProvider time) : IPostConfigureOptions<OpenIddictServerOptions>, IConfigureOptions<OpenIddictServerOptions>, IOptionsChangeTokenSource<OpenIddictServerOptions>, IDisposable
{
    private CancellationTokenSource change = new();
    private volatile List<string>? shown;

    public string? Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => new CancellationChangeToken(change.Token);

    // The framework asks for its options without waiting.
    public void Configure(OpenIddictServerOptions options)
    {
        var keys = EnsureAsync(CancellationToken.None).GetAwaiter().GetResult();
        var now = time.GetUtcNow();
        options.SigningCredentials.AddRange(KeyCalendar.Known(keys, KeyPurpose.Signing, now).Select(key => key.ForSigning()));
        options.EncryptionCredentials.AddRange(KeyCalendar.Known(keys, KeyPurpose.Encryption, now).Select(key => key.ForEncryption()));
        shown = Shown(keys, now);
    }

    // OpenIddict sorts by dates of certificates, which these are not: the first is the one that is used.
    public void PostConfigure(string? name, OpenIddictServerOptions options)
    {
        var order = shown!;
        options.SigningCredentials.Sort((left, right) => order.IndexOf(left.Key.KeyId).CompareTo(order.IndexOf(right.Key.KeyId)));
        options.EncryptionCredentials.Sort((left, right) => order.IndexOf(left.Key.KeyId).CompareTo(order.IndexOf(right.Key.KeyId)));
    }

    /// <summary>Makes what is due, removes what is over, and has this node use what is there now.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        var (keys, now) = (await EnsureAsync(cancellation), time.GetUtcNow());
        foreach (var key in keys.Where(key => KeyCalendar.IsOver(keys, key, now)))
            await store.RemoveAsync(key.Id, cancellation);
        if (shown is { } before && !before.SequenceEqual(Shown(keys, now), StringComparer.Ordinal))
            Interlocked.Exchange(ref change, new CancellationTokenSource()).Cancel();
    }

    /// <summary>The next key of each purpose now, and not when it is due.</summary>
    /// <returns>When they are used.</returns>
    public async Task<DateTimeOffset> RotateAsync(CancellationToken cancellation)
    {
        var usedFrom = time.GetUtcNow() + KeyCalendar.ByHand;
        var keys = await store.ListAsync(cancellation);
        foreach (var purpose in Enum.GetValues<KeyPurpose>())
        {
            var last = keys.Where(key => key.Purpose == purpose).Max(key => (int?)key.Number) ?? 0;
            while (!await store.AddAsync(ProviderKey.New(purpose, ++last, usedFrom), cancellation))
            {
                // Somebody rotates at the same moment: theirs comes before this one.
            }
        }

        return usedFrom;
    }

    public void Dispose() => change.Dispose();

    private async Task<IReadOnlyList<ProviderKey>> EnsureAsync(CancellationToken cancellation)
    {
        var keys = await store.ListAsync(cancellation);
        foreach (var purpose in Enum.GetValues<KeyPurpose>())
        {
            var of = keys.Where(key => key.Purpose == purpose).ToList();
            if (KeyCalendar.Due(of, time.GetUtcNow()) is not { } usedFrom)
                continue;
            await store.AddAsync(ProviderKey.New(purpose, of.Count == 0 ? 1 : of.Max(key => key.Number) + 1, usedFrom), cancellation);
            keys = await store.ListAsync(cancellation);
        }

        return keys;
    }

    private static List<string> Shown(IReadOnlyList<ProviderKey> keys, DateTimeOffset now) =>
        [.. Enum.GetValues<KeyPurpose>().SelectMany(purpose => KeyCalendar.Known(keys, purpose, now)).Select(key => key.Id)];
}
