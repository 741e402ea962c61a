using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Audit;

/// <summary>
/// What a seal is: HMAC-SHA-256 under the chain's key over the seal before, the place, the entry without what it holds of people, and the
/// bonds of those people. A bond is the same under a person's own key, over what is theirs: once that key is destroyed the seal stands, and
/// what was bound can be guessed by nobody.
/// </summary>
internal static class SealRules
{
    public const int KeySize = 32;

    public static byte[] Seal(byte[] chainKey, byte[] before, long sequence, TrailEntry entry, EntryBonds bonds) => Hash(
        chainKey, "seal", before, sequence, Fixed(entry, bonds),
        bonds.Record?.Key, bonds.Record?.Binding, bonds.Account?.Key, bonds.Account?.Binding, bonds.By?.Key, bonds.By?.Binding);

    public static EntryBonds Bind(TrailEntry entry, Bond? record, Bond? account, Bond? by, Func<Guid, byte[]> keyOf)
    {
        var bonds = new EntryBonds(record, account, by);
        return new(
            record is null ? null : record with { Binding = OfRecord(keyOf(record.Key), entry, bonds) },
            account is null ? null : account with { Binding = OfAccount(keyOf(account.Key), entry, bonds) },
            by is null ? null : by with { Binding = OfHand(keyOf(by.Key), entry) });
    }

    public static byte[] OfRecord(byte[] key, TrailEntry entry, EntryBonds bonds) =>
        Hash(key, "record", entry.Number, entry.PersonId, entry.Detail, IsDeviceOfHand(entry, bonds) ? null : entry.Device);

    public static byte[] OfAccount(byte[] key, TrailEntry entry, EntryBonds bonds) => bonds.Record is null
        ? Hash(key, "account", entry.Number, entry.Provider, entry.Subject, entry.Detail, IsDeviceOfHand(entry, bonds) ? null : entry.Device)
        : Hash(key, "account", entry.Number, entry.Provider, entry.Subject);

    public static byte[] OfHand(byte[] key, TrailEntry entry) => Hash(key, "by", entry.Number, entry.ByPersonId, entry.Device);

    /// <summary>Whether nothing is left of what was bound; the key is gone.</summary>
    public static bool IsRecordErased(TrailEntry entry, EntryBonds bonds) =>
        entry is { PersonId: null, Detail: null } && (entry.Device is null || IsDeviceOfHand(entry, bonds));

    public static bool IsAccountErased(TrailEntry entry, EntryBonds bonds) =>
        entry is { Provider: null, Subject: null } && (bonds.Record is not null || (entry.Detail is null && (entry.Device is null || IsDeviceOfHand(entry, bonds))));

    public static bool IsHandErased(TrailEntry entry) => entry is { ByPersonId: null, Device: null };

    /// <summary>By what the end of the chain is known for its own.</summary>
    public static byte[] MarkOfEnd(byte[] chainKey, ChainEnd end) => Hash(chainKey, "end", end.Sequence, end.Seal, end.CoveredUntil.UtcTicks);

    /// <summary>By what a destroyed key is known to have been destroyed by an erasure.</summary>
    public static byte[] MarkOfErased(byte[] chainKey, Guid key) => Hash(chainKey, "erased", key);

    // A browser is its owner's: whose hand it was, or whom the entry tells of.
    private static bool IsDeviceOfHand(TrailEntry entry, EntryBonds bonds) => bonds.By is not null || entry.ByPersonId == AuditEntry.BySupport;

    private static byte[] Fixed(TrailEntry entry, EntryBonds bonds)
    {
        var isNobodys = bonds.Record is null && bonds.Account is null;
        var device = bonds.By is not null ? null : isNobodys || IsDeviceOfHand(entry, bonds) ? entry.Device : null;
        return Bytes(
            entry.Number, entry.At.UtcTicks, entry.Event,
            bonds.Record is null ? entry.PersonId : null,
            bonds.Account is null ? entry.Provider : null, bonds.Account is null ? entry.Subject : null,
            bonds.By is null ? entry.ByPersonId : null,
            isNobodys ? entry.Detail : null, device);
    }

    private static byte[] Hash(byte[] key, params ReadOnlySpan<object?> values) => HMACSHA256.HashData(key, Bytes(values));

    // Each value with its length before it: no two lists of values are written alike.
    private static byte[] Bytes(params ReadOnlySpan<object?> values)
    {
        using var bytes = new MemoryStream();
        var length = new byte[sizeof(int)];
        foreach (var value in values)
        {
            var content = value switch
            {
                null => null,
                byte[] whole => whole,
                Guid id => id.ToByteArray(bigEndian: true),
                long number => Number(number),
                string text => Encoding.UTF8.GetBytes(text),
                _ => throw new ArgumentException($"{value.GetType()} is not written here.", nameof(values)),
            };
            BinaryPrimitives.WriteInt32BigEndian(length, content?.Length ?? -1);
            bytes.Write(length);
            bytes.Write(content);
        }

        return bytes.ToArray();
    }

    private static byte[] Number(long number)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }
}
