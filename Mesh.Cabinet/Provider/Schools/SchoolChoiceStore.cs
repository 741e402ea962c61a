using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Provider.Schools;

/// <summary>Chosen schools as rows, one for each person and service; they follow the person to another record.</summary>
internal sealed class SchoolChoiceStore(CabinetDatabase database) : IRecordFollower
{
    /// <returns>Null if nothing was chosen.</returns>
    public async Task<string?> FindAsync(string personId, string clientId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT SchoolId FROM ServiceSchools WHERE PersonId = @PersonId AND ClientId = @ClientId
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(sql, new { PersonId = personId, ClientId = clientId }, cancellationToken: cancellation));
    }

    public async Task SaveAsync(string personId, string clientId, string schoolId, CancellationToken cancellation)
    {
        const string update = """
            UPDATE ServiceSchools SET SchoolId = @SchoolId WHERE PersonId = @PersonId AND ClientId = @ClientId
            """;
        const string insert = """
            INSERT INTO ServiceSchools (PersonId, ClientId, SchoolId) VALUES (@PersonId, @ClientId, @SchoolId)
            """;
        var values = new { PersonId = personId, ClientId = clientId, SchoolId = schoolId };
        await using var connection = await database.OpenAsync(cancellation);
        Task<int> SaidAsync(string sql) => connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
        try
        {
            if (await SaidAsync(update) == 0)
                await SaidAsync(insert);
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            // The first choice of another tab came between: this one is the later.
            await SaidAsync(update);
        }
    }

    /// <summary>The person is asked again at the next sign-in to the service.</summary>
    public async Task ForgetAsync(string personId, string clientId, CancellationToken cancellation)
    {
        const string sql = """
            DELETE FROM ServiceSchools WHERE PersonId = @PersonId AND ClientId = @ClientId
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { PersonId = personId, ClientId = clientId }, cancellationToken: cancellation));
    }

    public async Task<int> MoveAsync(DbConnection connection, DbTransaction transaction, string fromId, string toId, CancellationToken cancellation)
    {
        const string forget = """
            DELETE FROM ServiceSchools WHERE PersonId = @To AND EXISTS (SELECT 1 FROM ServiceSchools own WHERE own.PersonId = @From)
            """;
        const string move = """
            UPDATE ServiceSchools SET PersonId = @To WHERE PersonId = @From
            """;
        var values = new { From = fromId, To = toId };
        await connection.ExecuteAsync(new CommandDefinition(forget, values, transaction, cancellationToken: cancellation));
        return await connection.ExecuteAsync(new CommandDefinition(move, values, transaction, cancellationToken: cancellation));
    }
}
