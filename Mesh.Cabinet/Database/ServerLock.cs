using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Mesh.Cabinet.Database;

/// <summary>
/// Lets those who count before they write go one after another, until their transaction ends. SQLite lets one transaction write at a time anyway.
/// </summary>
internal static class ServerLock
{
    private const int Locked = 1222;

    private const string Take = """
        DECLARE @Held int;
        EXEC @Held = sp_getapplock @Resource = @Name, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000;
        SELECT @Held
        """;

    /// <param name="name">Of what is counted, whatever its length.</param>
    public static async Task HoldAsync(this CabinetDatabase database, DbConnection connection, DbTransaction transaction, string name, CancellationToken cancellation)
    {
        if (database.Provider is DatabaseProvider.Sqlite)
            return;

        var values = new { Name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name))) };
        if (await connection.ExecuteScalarAsync<int>(new CommandDefinition(Take, values, transaction, cancellationToken: cancellation)) < 0)
            throw new ServerFailure(Locked, "Somebody else has held an application lock for too long.");
    }
}
