using System.Text.Json;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.MyServices;

/// <summary>Shelves as rows, one a person.</summary>
internal sealed class ShelfStore(CabinetDatabase database) : IShelves
{
    public async Task<Shelf> FindAsync(string personId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        const string sql = """
            SELECT Keys, Favourites, IsList FROM ServiceShelves WHERE PersonId = @PersonId
            """;
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(sql, new { PersonId = personId }, cancellationToken: cancellation));
        return row is null ? Shelf.Untouched : new Shelf { Keys = Read(row.Keys), Favourites = Read(row.Favourites).ToHashSet(StringComparer.Ordinal), IsList = row.IsList };
    }

    public async Task SaveAsync(string personId, Shelf shelf, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        const string delete = """
            DELETE FROM ServiceShelves WHERE PersonId = @PersonId
            """;
        const string insert = """
            INSERT INTO ServiceShelves (PersonId, Keys, Favourites, IsList) VALUES (@PersonId, @Keys, @Favourites, @IsList)
            """;
        var row = new { PersonId = personId, Keys = JsonSerializer.Serialize(shelf.Keys), Favourites = JsonSerializer.Serialize(shelf.Favourites), shelf.IsList };
        await connection.ExecuteAsync(new CommandDefinition(delete, row, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(insert, row, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }

    private static string[] Read(string keys) => JsonSerializer.Deserialize<string[]>(keys)!;

    private sealed record Row
    {
        public required string Keys { get; init; }

        public required string Favourites { get; init; }

        public bool IsList { get; init; }
    }
}
