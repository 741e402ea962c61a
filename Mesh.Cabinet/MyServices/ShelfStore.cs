using System.Data.Common;
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
        const string update = """
            UPDATE ServiceShelves SET Keys = @Keys, Favourites = @Favourites, IsList = @IsList WHERE PersonId = @PersonId
            """;
        const string insert = """
            INSERT INTO ServiceShelves (PersonId, Keys, Favourites, IsList) VALUES (@PersonId, @Keys, @Favourites, @IsList)
            """;
        var row = new { PersonId = personId, Keys = JsonSerializer.Serialize(shelf.Keys), Favourites = JsonSerializer.Serialize(shelf.Favourites), shelf.IsList };
        await using var connection = await database.OpenAsync(cancellation);
        Task<int> SaidAsync(string sql) => connection.ExecuteAsync(new CommandDefinition(sql, row, cancellationToken: cancellation));
        if (await SaidAsync(update) > 0)
            return;

        try
        {
            await SaidAsync(insert);
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            // The first save of another tab came between: this one is the later.
            await SaidAsync(update);
        }
    }

    private static string[] Read(string keys) => JsonSerializer.Deserialize<string[]>(keys)!;

    private sealed record Row
    {
        public required string Keys { get; init; }

        public required string Favourites { get; init; }

        public bool IsList { get; init; }
    }
}
