using System.Security.Cryptography;
using System.Text;

namespace Mesh.Cabinet.Database;

/// <summary>What a protected field holds; each kind has keys of its own, so equal values of two kinds never look equal.</summary>
public enum ProtectedField { Snils, Phone, Email, Profile, CaseMessage, KeyRing, EventKey, LastingKey, IdToken, Letter, Draft, AuditKey, ProviderKey }

/// <summary>
/// Keeps personal fields unreadable in the database: a keyed HMAC-SHA-256 to look a value up by, and AES-256-GCM to read it
/// back. A plain hash would not do: there are only about 10⁹ СНИЛС. All is written under <c>FieldProtection:Key</c>; what stands there
/// under one of <c>FieldProtection:OldKeys</c> is found and read.
/// </summary>
/// <remarks>
/// A protected value is a byte that names this format, four that name the key, nonce, tag and ciphertext. The name of the key and whose
/// the value is are authenticated with it: a value that was copied into somebody else's row does not open.
/// </remarks>
public sealed class FieldProtection
{
    /// <summary>The length of <c>FieldProtection:Key</c>, in bytes, before Base64.</summary>
    public const int KeySize = 32;

    /// <summary>How many bytes of a value say by what it was written.</summary>
    public const int HeaderSize = 1 + ProtectionKey.IdSize;

    private const byte Format = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly ProtectionKey current;
    private readonly IReadOnlyList<ProtectionKey> all;
    private readonly byte[] header;

    /// <param name="oldKeys">What may still stand in the database under them is read.</param>
    public FieldProtection(byte[] key, params IEnumerable<byte[]> oldKeys)
    {
        current = new ProtectionKey(key);
        all = [current, .. oldKeys.Select(old => new ProtectionKey(old))];
        header = [Format, .. current.Id];
    }

    /// <summary>What every value begins with that is written now.</summary>
    public IReadOnlyList<byte> Header => header;

    /// <summary>32 bytes that are equal for equal normalised values and tell nothing else.</summary>
    public byte[] Index(ProtectedField field, string normalized) => current.Index(field, normalized);

    /// <summary>All that a value may be found by: it may have been written under any of the keys.</summary>
    public IEnumerable<byte[]> Indexes(ProtectedField field, string normalized) => all.Select(key => key.Index(field, normalized));

    /// <param name="owner">Whose value it is: it is read again only for the same.</param>
    public byte[] Protect(ProtectedField field, string owner, string value)
    {
        var plain = Encoding.UTF8.GetBytes(value);
        var result = new byte[HeaderSize + NonceSize + TagSize + plain.Length];
        header.CopyTo(result, 0);
        RandomNumberGenerator.Fill(Nonce(result));
        using var cipher = current.Cipher(field, TagSize);
        cipher.Encrypt(Nonce(result), plain, Content(result), Tag(result), Associated(result, owner));
        return result;
    }

    /// <summary>The value that <see cref="Protect"/> was given.</summary>
    /// <exception cref="CryptographicException">The bytes were changed, are another owner's, or were written under a key that is not known.</exception>
    public string Reveal(ProtectedField field, string owner, byte[] value)
    {
        if (value.Length < HeaderSize + NonceSize + TagSize || value[0] != Format)
            throw new CryptographicException("The protected value is cut short, or of another format.");

        var key = all.FirstOrDefault(key => key.Id.AsSpan().SequenceEqual(value.AsSpan(1, ProtectionKey.IdSize)))
            ?? throw new CryptographicException("The value was written under a key that is neither FieldProtection:Key nor one of FieldProtection:OldKeys.");
        var plain = new byte[value.Length - HeaderSize - NonceSize - TagSize];
        using var cipher = key.Cipher(field, TagSize);
        cipher.Decrypt(Nonce(value), Content(value), Tag(value), plain, Associated(value, owner));
        return Encoding.UTF8.GetString(plain);
    }

    private static Span<byte> Nonce(byte[] value) => value.AsSpan(HeaderSize, NonceSize);

    private static Span<byte> Tag(byte[] value) => value.AsSpan(HeaderSize + NonceSize, TagSize);

    private static Span<byte> Content(byte[] value) => value.AsSpan(HeaderSize + NonceSize + TagSize);

    private static byte[] Associated(byte[] value, string owner) => [.. value.AsSpan(0, HeaderSize), .. Encoding.UTF8.GetBytes(owner)];
}
