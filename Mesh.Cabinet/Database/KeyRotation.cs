using System.Data.Common;
using System.Security.Cryptography;

namespace Mesh.Cabinet.Database;

/// <summary>How a rotation ended.</summary>
internal abstract record RotationOutcome
{
    /// <summary>Nothing stands under an old key any more.</summary>
    public sealed record Done(long Rotated) : RotationOutcome;

    /// <summary>Some values open under none of the keys, or somebody goes on writing under an old one.</summary>
    public sealed record Left(long Rotated, long Values) : RotationOutcome;
}

/// <summary>How far the values of one column are.</summary>
internal sealed record RotationProgress(ProtectedColumn Column, long Rotated, long Total);

/// <summary>
/// Writes every protected value anew under the current key, beside a running product, in short transactions. Each value says itself
/// under which key it stands, so a rotation that was broken off just begins anew, and two of them do no harm.
/// </summary>
internal sealed class KeyRotation(IEnumerable<ProtectedColumn> columns, RotationStore store, FieldProtection protection)
{
    private const int BatchSize = 200;

    public async Task<RotationOutcome> RunAsync(Action<RotationProgress> onProgress, CancellationToken cancellation)
    {
        var (rotated, left) = (0L, 0L);
        foreach (var column in columns)
        {
            rotated += await RotateAsync(column, onProgress, cancellation);
            left += await store.CountAsync(column, cancellation);
        }

        return left == 0 ? new RotationOutcome.Done(rotated) : new RotationOutcome.Left(rotated, left);
    }

    // Rows that were changed meanwhile, or whose key is the last one of a batch, are for the next walk.
    private async Task<long> RotateAsync(ProtectedColumn column, Action<RotationProgress> onProgress, CancellationToken cancellation)
    {
        var total = await store.CountAsync(column, cancellation);
        var (done, ofThisWalk) = (0L, 0L);
        onProgress(new RotationProgress(column, done, total));
        do
        {
            ofThisWalk = 0;
            object? after = null;
            while (await store.FindAsync(column, after, BatchSize, cancellation) is { Count: > 0 } stale)
            {
                ofThisWalk += await ReplaceAsync(column, [.. Anew(column, stale)], cancellation);
                after = stale[^1].Key;
                onProgress(new RotationProgress(column, done + ofThisWalk, Math.Max(total, done + ofThisWalk)));
            }

            done += ofThisWalk;
        }
        while (ofThisWalk > 0);
        return done;
    }

    private IEnumerable<(StaleValue Old, byte[] Value, byte[] Index)> Anew(ProtectedColumn column, IReadOnlyList<StaleValue> stale)
    {
        foreach (var old in stale)
        {
            if (TryReveal(column, old) is { } value)
                yield return (old, protection.Protect(column.Field, old.Owner, value), protection.Index(column.Field, value));
        }
    }

    // What opens under no key stays as it is, and is counted in the end.
    private string? TryReveal(ProtectedColumn column, StaleValue stale)
    {
        try
        {
            return protection.Reveal(column.Field, stale.Owner, stale.Value);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private async Task<int> ReplaceAsync(
        ProtectedColumn column, IReadOnlyList<(StaleValue Old, byte[] Value, byte[] Index)> values, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await store.ReplaceAsync(column, values, cancellation);
            }
            catch (DbException failure) when (CabinetDatabase.IsBusy(failure))
            {
                // An import that applies its differences is done before long.
                await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            }
        }
    }
}
