using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Provider.Claims;

/// <summary>A random key for each person, from which every service's name for them is made. It follows the person to another record, and is never made twice.</summary>
internal sealed class PersonKeyStore(CabinetDatabase database) : IRecordFollower
{
    private const int KeySize = 32;

    public async Task<byte[]> FindOrMakeAsync(string personId, CancellationToken cancellation)
    {
        const string read = """
            SELECT RandomKey FROM PersonKeys WHERE PersonId = @PersonId
            """;
        const string insert = """
            INSERT INTO PersonKeys (PersonId, RandomKey) VALUES (@PersonId, @RandomKey)
            """;
        await using var connection = await database.OpenAsync(cancellation);
        Task<byte[]?> ReadAsync() => connection.QuerySingleOrDefaultAsync<byte[]?>(new CommandDefinition(read, new { PersonId = personId }, cancellationToken: cancellation));
        if (await ReadAsync() is { } known)
            return known;

        var key = RandomNumberGenerator.GetBytes(KeySize);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(insert, new { PersonId = personId, RandomKey = key }, cancellationToken: cancellation));
            return key;
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return await ReadAsync() ?? throw new InvalidOperationException("The key of a person has vanished.", failure);
        }
    }

    /// <summary>Services go on to know the person by the same name; one under which nobody was known through the other record is given up.</summary>
    public async Task<int> MoveAsync(DbConnection connection, DbTransaction transaction, string fromId, string toId, CancellationToken cancellation)
    {
        const string forget = """
            DELETE FROM PersonKeys WHERE PersonId = @To AND EXISTS (SELECT 1 FROM PersonKeys WHERE PersonId = @From)
            """;
        const string move = """
            UPDATE PersonKeys SET PersonId = @To WHERE PersonId = @From
            """;
        var values = new { From = fromId, To = toId };
        await connection.ExecuteAsync(new CommandDefinition(forget, values, transaction, cancellationToken: cancellation));
        return await connection.ExecuteAsync(new CommandDefinition(move, values, transaction, cancellationToken: cancellation));
    }
}
