using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Provider.Keys;

/// <summary>What a key is for.</summary>
internal enum KeyPurpose
{
    /// <summary>Id and logout tokens, which services verify.</summary>
    Signing,

    /// <summary>What this site alone reads again: codes, access and refresh tokens.</summary>
    Encryption,
}

/// <summary>A key with the time in which it is used.</summary>
/// <param name="Id">The <c>kid</c> (RFC 7517 §4.5).</param>
/// <param name="Material">PKCS#8 of an RSA key, or 32 random bytes.</param>
internal sealed record ProviderKey(string Id, KeyPurpose Purpose, int Number, byte[] Material, DateTimeOffset UsedFrom)
{
    private const int RsaBits = 2048;
    private const int SecretBytes = 32;

    public static ProviderKey New(KeyPurpose purpose, int number, DateTimeOffset usedFrom)
    {
        using var rsa = purpose is KeyPurpose.Signing ? RSA.Create(RsaBits) : null;
        return new ProviderKey($"{Guid.NewGuid():N}", purpose, number, rsa?.ExportPkcs8PrivateKey() ?? RandomNumberGenerator.GetBytes(SecretBytes), usedFrom);
    }

    /// <summary>RS256 is what every client knows (OpenID Connect Core §15.1).</summary>
    public SigningCredentials ForSigning()
    {
        using var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(Material, out _);
        return new SigningCredentials(new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: true)) { KeyId = Id }, SecurityAlgorithms.RsaSha256);
    }

    public EncryptingCredentials ForEncryption() =>
        new(new SymmetricSecurityKey(Material) { KeyId = Id }, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512);

    public override string ToString() => Id;
}
