using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Provider.Tokens;

/// <summary>Assertions of clients that were used, until they would have expired anyway; over all nodes.</summary>
internal sealed class SpentAssertionStore(CabinetDatabase database, TimeProvider time) : IRetention
{
    // Clocks differ, and the check of the moment bears that.
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(10);

    Task IRetention.ClearAsync(CancellationToken cancellation) => database.ClearAsync("SpentAssertions", "JtiHash", "ExpiresAt", time.GetUtcNow() - Leeway, cancellation);

    /// <returns>False if it was used before.</returns>
    public async Task<bool> SpendAsync(string clientId, string jti, DateTimeOffset expires, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO SpentAssertions (JtiHash, ExpiresAt) VALUES (@JtiHash, @ExpiresAt)
            """;
        await using var connection = await database.OpenAsync(cancellation);
        try
        {
            var values = new { JtiHash = SHA256.HashData(Encoding.UTF8.GetBytes($"{clientId}:{jti}")), ExpiresAt = expires };
            await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
            return true;
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return false;
        }
    }
}
