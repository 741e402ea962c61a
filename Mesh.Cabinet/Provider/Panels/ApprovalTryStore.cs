using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Provider.Panels;

/// <summary>
/// Wrong codes and numbers, counted over all nodes (RFC 8628 §5.1). A try is taken before anything is looked up, so that parallel requests cannot
/// have more, and is given back if it was right. Who and where it was is kept as a hash.
/// </summary>
internal sealed class ApprovalTryStore(CabinetDatabase database, LastingKeyStore keys, TimeProvider time) : IRetention
{
    /// <summary>Of a person, and for a panel.</summary>
    public const int Most = 10;

    /// <summary>From one address, behind which there may be hundreds of schools: whoever types at random stops nobody but themselves.</summary>
    public const int MostOfAddress = 300;

    /// <summary>Within which they are counted, and after which the next one is free.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private const string Key = "approval-tries";

    Task IRetention.ClearAsync(CancellationToken cancellation) => database.ClearAsync("ApprovalTries", "OfHash", "EndsAt", time.GetUtcNow(), cancellation);

    /// <returns>False if there were too many.</returns>
    public async Task<bool> TakeAsync(string of, int most, CancellationToken cancellation)
    {
        const string take = """
            UPDATE ApprovalTries SET Tries = CASE WHEN EndsAt <= @Now THEN 1 ELSE Tries + 1 END, EndsAt = CASE WHEN EndsAt <= @Now THEN @EndsAt ELSE EndsAt END
            WHERE OfHash = @OfHash AND (EndsAt <= @Now OR Tries < @Most)
            """;
        const string add = """
            INSERT INTO ApprovalTries (OfHash, Tries, EndsAt) SELECT @OfHash, 1, @EndsAt WHERE NOT EXISTS (SELECT 1 FROM ApprovalTries WHERE OfHash = @OfHash)
            """;
        var now = time.GetUtcNow();
        var taken = new { OfHash = await HashAsync(of, cancellation), Now = now, EndsAt = now + Window, Most = most };
        var added = new { taken.OfHash, taken.EndsAt };
        await using var connection = await database.OpenAsync(cancellation);
        Task<int> SaidAsync(string sql, object values) => connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
        try
        {
            return await SaidAsync(take, taken) == 1 || await SaidAsync(add, added) == 1;
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            // The first try of another request came between.
            return await SaidAsync(take, taken) == 1;
        }
    }

    /// <summary>It was right.</summary>
    public async Task GiveBackAsync(string of, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE ApprovalTries SET Tries = Tries - 1 WHERE OfHash = @OfHash AND Tries > 0
            """;
        var values = new { OfHash = await HashAsync(of, cancellation) };
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
    }

    private async Task<byte[]> HashAsync(string of, CancellationToken cancellation) => HMACSHA256.HashData(await keys.FindAsync(Key, cancellation), Encoding.UTF8.GetBytes(of));
}
