using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace Mesh.Cabinet.Database;

/// <summary>Hashes under a lasting key: what was erased is known again when somebody brings it, and cannot be read.</summary>
internal sealed class ErasedNames(LastingKeyStore keys)
{
    /// <summary>By what a hashed subject begins.</summary>
    public const string Mark = "erased:";

    private const string Key = "erased-names";

    /// <summary>For whoever erases: the key is made with the first one.</summary>
    public async Task<NameHashes> OpenAsync(CancellationToken cancellation) => new(await keys.FindAsync(Key, cancellation));

    /// <summary>Inside the caller's transaction; null while nobody was ever erased, and nothing has to be known again.</summary>
    public async Task<NameHashes?> TryOpenAsync(DbConnection connection, DbTransaction? transaction, CancellationToken cancellation) =>
        await keys.TryFindAsync(connection, transaction, Key, cancellation) is { } key ? new NameHashes(key) : null;
}

/// <inheritdoc cref="ErasedNames"/>
internal sealed class NameHashes(byte[] key)
{
    public byte[] Of(string kind, string name) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{kind}/{name}"));

    /// <summary>What stands in the place of an account's subject, where it has to be known again.</summary>
    public string Subject(string provider, string subject) => $"{ErasedNames.Mark}{Convert.ToHexString(Of("account", $"{provider}/{subject}"))}";
}
