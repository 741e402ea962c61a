using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Mesh.Cabinet.Provider.Clients;

/// <summary>
/// Secrets of clients are 256 random bits: a plain SHA-256 of them cannot be turned back. What people think up would need more, and a token
/// endpoint would pay for it with milliseconds at each request.
/// </summary>
internal static class ClientSecret
{
    private const int Bytes = 32;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Of the client and the secret: two clients may have been given one secret by their settings.</summary>
    public static byte[] Hash(string clientId, string secret) => SHA256.HashData(Encoding.UTF8.GetBytes($"{clientId}:{secret}"));

    /// <summary>All are compared, in one time.</summary>
    public static bool IsOneOf(ServiceClient client, string secret)
    {
        var (hash, isOne) = (Hash(client.ClientId, secret), false);
        foreach (var known in client.SecretHashes)
            isOne |= CryptographicOperations.FixedTimeEquals(hash, known);
        return isOne;
    }
}
