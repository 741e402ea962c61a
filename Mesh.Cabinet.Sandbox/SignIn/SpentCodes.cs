using System.Collections.Concurrent;

namespace Mesh.Cabinet.Sandbox.SignIn;

/// <summary>Remembers authorization codes that were redeemed, for a code counts once only (RFC 6749 §4.1.2).</summary>
internal sealed class SpentCodes(TimeProvider time)
{
    // Longer than the five minutes that a code lives.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, DateTimeOffset> spent = new(StringComparer.Ordinal);

    /// <returns>False if the code was spent before.</returns>
    public bool Spend(string? code)
    {
        var now = time.GetUtcNow();
        foreach (var (old, since) in spent)
        {
            if (now - since > Memory)
                spent.TryRemove(old, out _);
        }

        return code is not null && spent.TryAdd(code, now);
    }
}
