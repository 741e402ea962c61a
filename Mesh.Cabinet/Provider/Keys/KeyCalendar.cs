namespace Mesh.Cabinet.Provider.Keys;

/// <summary>
/// When keys come and go: a new one every ninety days, published two weeks before it is used, so that every service has fetched it by
/// then, and known for two weeks after, so that whatever it signed is still believed. Pure: the moment comes in as a value.
/// </summary>
internal static class KeyCalendar
{
    public static readonly TimeSpan Used = TimeSpan.FromDays(90);
    public static readonly TimeSpan PublishedBefore = TimeSpan.FromDays(14);
    public static readonly TimeSpan KeptAfter = TimeSpan.FromDays(14);

    /// <summary>After a rotation by hand: every node knows the key by then.</summary>
    public static readonly TimeSpan ByHand = TimeSpan.FromMinutes(5);

    // What the site wrote for itself is read as long as it may come back.
    private static readonly TimeSpan KeptForTokens = TimeSpan.FromDays(45);

    /// <summary>When the next key of a purpose is to be used; null while none is due yet.</summary>
    /// <param name="keys">All that there are of the purpose.</param>
    public static DateTimeOffset? Due(IReadOnlyList<ProviderKey> keys, DateTimeOffset now)
    {
        if (keys.MaxBy(key => key.Number) is not { } last)
            return now;
        var next = last.UsedFrom + Used;
        // Nobody was there when it was due: published first, all the same.
        return now < next - PublishedBefore ? null : next < now + PublishedBefore ? now + PublishedBefore : next;
    }

    /// <summary>Those that are published: the one in use first, for it signs.</summary>
    public static IReadOnlyList<ProviderKey> Known(IReadOnlyList<ProviderKey> keys, KeyPurpose purpose, DateTimeOffset now)
    {
        var ordered = keys.Where(key => key.Purpose == purpose).OrderByDescending(key => key.Number).ToList();
        var current = ordered.Find(key => key.UsedFrom <= now) ?? ordered[^1];
        return [current, .. ordered.Where(key => key != current && !IsOver(ordered, key, now))];
    }

    /// <summary>Whether nothing that the key made may come back any more.</summary>
    public static bool IsOver(IReadOnlyList<ProviderKey> keys, ProviderKey key, DateTimeOffset now) =>
        keys.Where(other => other.Purpose == key.Purpose && other.Number > key.Number).MinBy(other => other.Number) is { } next
        && next.UsedFrom + (key.Purpose is KeyPurpose.Signing ? KeptAfter : KeptForTokens) < now;
}
