using System.Security.Cryptography;
using System.Text;

namespace Mesh.Cabinet.Database;

/// <summary>What a protected field holds; each kind has keys of its own, so equal values of two kinds never look equal.</summary>
public enum ProtectedField { Snils, Phone, Email, Profile, CaseMessage, KeyRing, EventKey, DeviceOwner }

/// <summary>
/// Keeps personal fields unreadable in the database: a keyed HMAC-SHA-256 to look a value up by, and AES-256-GCM to read it
/// back. A plain hash would not do: there are only about 10⁹ СНИЛС. Both keys come from <c>FieldProtection:Key</c> by HKDF (RFC 5869).
/// </summary>
public sealed class FieldProtection
{
    /// <summary>The length of <c>FieldProtection:Key</c>, in bytes, before Base64.</summary>
    public const int KeySize = 32;

    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly byte[][] indexKeys;
    private readonly byte[][] cipherKeys;

    public FieldProtection(byte[] key)
    {
        if (key.Length != KeySize)
            throw new ArgumentException($"The key has {key.Length} bytes instead of {KeySize}.", nameof(key));

        var fields = Enum.GetValues<ProtectedField>();
        indexKeys = [.. fields.Select(field => Derive(key, $"index/{field}"))];
        cipherKeys = [.. fields.Select(field => Derive(key, $"cipher/{field}"))];
    }

    /// <summary>32 bytes that are equal for equal normalised values and tell nothing else.</summary>
    public byte[] Index(ProtectedField field, string normalized) =>
        HMACSHA256.HashData(indexKeys[(int)field], Encoding.UTF8.GetBytes(normalized));

    /// <summary>Nonce, tag and ciphertext of the value.</summary>
    public byte[] Protect(ProtectedField field, string value)
    {
        var plain = Encoding.UTF8.GetBytes(value);
        var result = new byte[NonceSize + TagSize + plain.Length];
        var nonce = result.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = Cipher(field);
        cipher.Encrypt(nonce, plain, result.AsSpan(NonceSize + TagSize), result.AsSpan(NonceSize, TagSize));
        return result;
    }

    /// <summary>The value that <see cref="Protect"/> was given.</summary>
    /// <exception cref="CryptographicException">The bytes were changed, or written under another key.</exception>
    public string Reveal(ProtectedField field, byte[] value)
    {
        if (value.Length < NonceSize + TagSize)
            throw new CryptographicException("The protected value is cut short.");

        var plain = new byte[value.Length - NonceSize - TagSize];
        using var cipher = Cipher(field);
        cipher.Decrypt(
            value.AsSpan(0, NonceSize), value.AsSpan(NonceSize + TagSize), value.AsSpan(NonceSize, TagSize), plain);
        return Encoding.UTF8.GetString(plain);
    }

    // One instance is not safe for several threads, and making one is cheap.
    private AesGcm Cipher(ProtectedField field) => new(cipherKeys[(int)field], TagSize);

    private static byte[] Derive(byte[] key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeySize, info: Encoding.UTF8.GetBytes($"mesh-cabinet/{purpose}"));
}
