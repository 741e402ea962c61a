using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Tests.Activation;

internal static class Hashes
{
    /// <summary>Hashes of erased logins, by a database's own lasting key.</summary>
    public static ErasedLoginHashes Of(CabinetDatabase database, FieldProtection protection) => new(new ErasedNames(new LastingKeyStore(database, protection)));
}
