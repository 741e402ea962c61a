using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Provider.Clients;

namespace Mesh.Cabinet.Provider.Claims;

/// <summary>
/// How services call people and sessions (OpenID Connect Core §8.1): another name in each sector, always the same there. It hangs on nothing
/// that may change: not on a record, an account, nor the key of protected fields.
/// </summary>
internal sealed class PairwiseNames(PersonKeyStore people, LastingKeyStore keys)
{
    private const string Key = "pairwise-names";

    /// <summary>43 characters of Base64url.</summary>
    public async Task<string> SubjectAsync(ServiceClient client, string personId, CancellationToken cancellation)
    {
        var person = await people.FindOrMakeAsync(personId, cancellation);
        return await NameAsync($"sub/{client.SectorOrOwn}/{Convert.ToHexString(person)}", cancellation);
    }

    /// <summary>A session's name for one client (OpenID Connect Back-Channel Logout 1.0, <c>sid</c>): no two services can compare theirs.</summary>
    public Task<string> SessionAsync(string clientId, Guid sessionId, CancellationToken cancellation) => NameAsync($"sid/{clientId}/{sessionId}", cancellation);

    private async Task<string> NameAsync(string of, CancellationToken cancellation) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(await keys.FindAsync(Key, cancellation), Encoding.UTF8.GetBytes(of)));
}
