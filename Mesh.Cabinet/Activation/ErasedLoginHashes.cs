using Mesh.Cabinet.Database;
using Mesh.Cabinet.Logins;

namespace Mesh.Cabinet.Activation;

/// <summary>A login and whose it may be, as hashes under a lasting key.</summary>
internal sealed record ErasedLogin(byte[] LoginHash, byte[] OwnerHash);

/// <summary>Under which hashes an erased person's login is known again. Asked for before a connection is opened: the first time the key is read.</summary>
internal sealed class ErasedLoginHashes(ErasedNames names)
{
    public async Task<ErasedLogin> OfAsync(string login, string personId, CancellationToken cancellation)
    {
        var (hashes, folded) = (await names.OpenAsync(cancellation), LoginRules.Fold(login));
        return new ErasedLogin(hashes.Of("login", folded), hashes.Of("owner", $"{folded}/{personId}"));
    }
}
