using System.Security.Cryptography;

namespace Mesh.Cabinet.Audit;

/// <summary>Walks over the whole chain and names the first place that is not as it was sealed; then looks for entries that were put in later.</summary>
internal sealed class VerifyChain(ChainStore chain, SealedEntriesStore entries, AuditKeyStore keys)
{
    private const int PageLength = 500;

    /// <param name="kept">An end that somebody wrote down earlier: the chain must still lead by it.</param>
    public async Task<ChainReport> RunAsync(KeptHead? kept, CancellationToken cancellation)
    {
        switch (await chain.FindEndAsync(cancellation))
        {
            case HeldEnd.Held held:
                return await WalkAsync(held, kept, cancellation);
            case HeldEnd.Nothing when kept is null && (await entries.ListAsync(0, 1, cancellation)).Count == 0:
                return new ChainReport(0, (await UnsealedAsync(DateTimeOffset.MinValue, cancellation)).Count, null, null, null);
            default:
                return new ChainReport(0, 0, null, new ChainFault.EndForged(), null);
        }
    }

    private async Task<ChainReport> WalkAsync(HeldEnd.Held held, KeptHead? kept, CancellationToken cancellation)
    {
        var place = ChainEnd.Beginning;
        var isKeptPassed = kept is null || kept.Is(place);
        ChainFault? fault = null;
        while (fault is null && await entries.ListAsync(place.Sequence, PageLength, cancellation) is { Count: > 0 } page)
        {
            var known = await KnownAsync(page, cancellation);
            foreach (var one in page)
            {
                fault = Look(held.Key, place, one, known) is null ? null : await LookAgainAsync(held.Key, place, cancellation);
                if (fault is not null)
                    break;
                place = place with { Sequence = one.Sequence, Seal = one.Seal!.Seal };
                isKeptPassed |= kept?.Is(place) is true;
            }
        }

        fault ??= await OfEndAsync(place, cancellation);
        fault ??= isKeptPassed ? null : kept!.Sequence > place.Sequence ? new ChainFault.Shortened(place.Sequence + 1, kept.Sequence) : new ChainFault.AnotherChain(kept.Sequence);
        // What was covered as the walk began: the chain may have grown since.
        var unsealed = await UnsealedAsync(held.End.CoveredUntil, cancellation);
        return new ChainReport(place.Sequence, unsealed.Count, held.End, fault, unsealed.Added);
    }

    // A person may have been erased between the reading of an entry and that of its keys: then all is right at the second look.
    private async Task<ChainFault?> LookAgainAsync(byte[] key, ChainEnd before, CancellationToken cancellation)
    {
        var again = await entries.ListAsync(before.Sequence, 1, cancellation);
        return again is [var one] ? Look(key, before, one, await KnownAsync(again, cancellation)) : new ChainFault.PlaceMissing(before.Sequence + 1);
    }

    private static ChainFault? Look(byte[] key, ChainEnd before, SealedEntry one, KnownKeys known)
    {
        if (one.Sequence != before.Sequence + 1)
            return new ChainFault.PlaceMissing(before.Sequence + 1);
        if (!one.IsThere)
            return new ChainFault.EntryMissing(one.Sequence, one.EntryNumber);
        return one is { Seal: { } seal, Entry: { } entry }
            && CryptographicOperations.FixedTimeEquals(seal.Seal, SealRules.Seal(key, before.Seal, one.Sequence, entry, seal.Bonds))
            && AreBound(key, entry, seal.Bonds, known)
                ? null
                : new ChainFault.Changed(one.Sequence, one.EntryNumber);
    }

    private static bool AreBound(byte[] chainKey, TrailEntry entry, EntryBonds bonds, KnownKeys known)
    {
        bool Holds(Bond? bond, Func<byte[], byte[]> bind, bool isErased) => bond is null
            || (known.Keys.TryGetValue(bond.Key, out var own)
                ? CryptographicOperations.FixedTimeEquals(bind(own), bond.Binding)
                : isErased && known.Erased.TryGetValue(bond.Key, out var mark) && CryptographicOperations.FixedTimeEquals(mark, SealRules.MarkOfErased(chainKey, bond.Key)));
        return Holds(bonds.Record, own => SealRules.OfRecord(own, entry, bonds), SealRules.IsRecordErased(entry, bonds))
            && Holds(bonds.Account, own => SealRules.OfAccount(own, entry, bonds), SealRules.IsAccountErased(entry, bonds))
            && Holds(bonds.By, own => SealRules.OfHand(own, entry), SealRules.IsHandErased(entry));
    }

    // The end is read anew: what was sealed meanwhile moved it in the same transaction.
    private async Task<ChainFault?> OfEndAsync(ChainEnd place, CancellationToken cancellation)
    {
        if (await chain.FindEndAsync(cancellation) is not HeldEnd.Held { End: var end })
            return new ChainFault.EndForged();
        if (place.Sequence > end.Sequence)
            return new ChainFault.PlaceAdded(end.Sequence + 1);
        if (place.Sequence == end.Sequence)
            return place.Seal.AsSpan().SequenceEqual(end.Seal) ? null : new ChainFault.AnotherChain(end.Sequence);
        // Sealed since the last page was read, or taken away.
        return (await entries.ListAsync(place.Sequence, 1, cancellation)).Count > 0 ? null : new ChainFault.Shortened(place.Sequence + 1, end.Sequence);
    }

    private async Task<KnownKeys> KnownAsync(IReadOnlyList<SealedEntry> page, CancellationToken cancellation)
    {
        var ids = page.SelectMany(one => new[] { one.Seal?.Bonds.Record, one.Seal?.Bonds.Account, one.Seal?.Bonds.By }).OfType<Bond>().Select(bond => bond.Key).Distinct();
        return await keys.FindAsync(ids, cancellation);
    }

    private async Task<(long Count, long? Added)> UnsealedAsync(DateTimeOffset coveredUntil, CancellationToken cancellation)
    {
        var (count, added, after) = (0L, (long?)null, 0L);
        while (await entries.UnsealedAsync(after, PageLength, cancellation) is { Count: > 0 } page)
        {
            foreach (var one in page)
            {
                if (one.At is { } at && at >= coveredUntil)
                    count++;
                else
                    added ??= one.Number;
            }

            after = page[^1].Number;
        }

        return (count, added);
    }
}
