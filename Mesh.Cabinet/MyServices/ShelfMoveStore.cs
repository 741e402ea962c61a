using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.MyServices;

/// <summary>A shelf follows its person; one that the other record may still have is of nobody.</summary>
internal sealed class ShelfMoveStore : IRecordFollower
{
    public async Task<int> MoveAsync(DbConnection connection, DbTransaction transaction, string fromId, string toId, CancellationToken cancellation)
    {
        const string forget = """
            DELETE FROM ServiceShelves WHERE PersonId = @To AND EXISTS (SELECT 1 FROM ServiceShelves WHERE PersonId = @From)
            """;
        const string move = """
            UPDATE ServiceShelves SET PersonId = @To WHERE PersonId = @From
            """;
        var values = new { From = fromId, To = toId };
        await connection.ExecuteAsync(new CommandDefinition(forget, values, transaction, cancellationToken: cancellation));
        return await connection.ExecuteAsync(new CommandDefinition(move, values, transaction, cancellationToken: cancellation));
    }
}
