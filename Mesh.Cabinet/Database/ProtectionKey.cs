using System.Security.Cryptography;
using System.Text;

namespace Mesh.Cabinet.Database;

/// <summary>What <see cref="FieldProtection"/> derives from one key of the settings by HKDF (RFC 5869): a name, and two keys for each kind of field.</summary>
internal sealed class ProtectionKey
{
    /// <summary>The length of <see cref="Id"/>, in bytes.</summary>
    public const int IdSize = 4;

    private readonly byte[][] indexKeys;
    private readonly byte[][] cipherKeys;

    public ProtectionKey(byte[] key)
    {
        if (key.Length != FieldProtection.KeySize)
            throw new ArgumentException($"The key has {key.Length} bytes instead of {FieldProtection.KeySize}.", nameof(key));

        var fields = Enum.GetValues<ProtectedField>();
        indexKeys = [.. fields.Select(field => Derive(key, $"index/{field}"))];
        cipherKeys = [.. fields.Select(field => Derive(key, $"cipher/{field}"))];
        Id = Derive(key, "id")[..IdSize];
    }

    /// <summary>By what a value names the key it was written under.</summary>
    public byte[] Id { get; }

    public byte[] Index(ProtectedField field, string normalized) => HMACSHA256.HashData(indexKeys[(int)field], Encoding.UTF8.GetBytes(normalized));

    // One instance is not safe for several threads, and making one is cheap.
    public AesGcm Cipher(ProtectedField field, int tagSize) => new(cipherKeys[(int)field], tagSize);

    private static byte[] Derive(byte[] key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, FieldProtection.KeySize, info: Encoding.UTF8.GetBytes($"mesh-cabinet/{purpose}"));
}
