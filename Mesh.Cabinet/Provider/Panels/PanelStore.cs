using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Provider.Panels;

/// <summary>Panels as rows. None is ever deleted: what it signed people in to is known by its id.</summary>
internal sealed class PanelStore(CabinetDatabase database, TimeProvider time)
{
    /// <returns>Disabled or not; null if there is none.</returns>
    public async Task<Panel?> FindAsync(string id, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, SchoolId, Title, Jwks, DisabledAt FROM Panels WHERE Id = @Id
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Panel>(new CommandDefinition(sql, new { Id = id }, cancellationToken: cancellation));
    }

    /// <summary>School by school.</summary>
    public async Task<IReadOnlyList<Panel>> ListAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, SchoolId, Title, Jwks, DisabledAt FROM Panels ORDER BY SchoolId, Title, Id
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<Panel>(new CommandDefinition(sql, cancellationToken: cancellation))];
    }

    public async Task AddAsync(Panel panel, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await InsertAsync(connection, null, panel, isFromSettings: false, cancellation);
    }

    /// <summary>Nobody gets in by it any more, and whoever is in on it is out.</summary>
    /// <returns>False if there is no such panel that is not disabled yet.</returns>
    public Task<bool> DisableAsync(string id, CancellationToken cancellation) => CabinetDatabase.RepeatAsync(async () =>
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await DisableAsync(connection, transaction, id, cancellation))
            return false;
        await transaction.CommitAsync(cancellation);
        return true;
    }, cancellation);

    /// <summary>What the settings say now holds; which stands there no more is disabled.</summary>
    public Task SetAsync(IReadOnlyList<Panel> panels, CancellationToken cancellation) => CabinetDatabase.RepeatAsync(async () =>
    {
        const string read = """
            SELECT Id FROM Panels WHERE IsFromSettings = @True AND DisabledAt IS NULL
            """;
        const string update = """
            UPDATE Panels SET SchoolId = @SchoolId, Title = @Title, Jwks = @Jwks, IsFromSettings = @True, DisabledAt = NULL WHERE Id = @Id
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var known = await connection.QueryAsync<string>(new CommandDefinition(read, new { True = true }, transaction, cancellationToken: cancellation));
        foreach (var gone in known.Except(panels.Select(panel => panel.Id), StringComparer.Ordinal))
            await DisableAsync(connection, transaction, gone, cancellation);
        foreach (var panel in panels)
        {
            var values = new { panel.Id, panel.SchoolId, panel.Title, panel.Jwks, True = true };
            if (await connection.ExecuteAsync(new CommandDefinition(update, values, transaction, cancellationToken: cancellation)) == 0)
                await InsertAsync(connection, transaction, panel, isFromSettings: true, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return true;
    }, cancellation);

    private async Task<bool> DisableAsync(DbConnection connection, DbTransaction transaction, string id, CancellationToken cancellation)
    {
        const string disable = """
            UPDATE Panels SET DisabledAt = @Now WHERE Id = @Id AND DisabledAt IS NULL
            """;
        const string end = """
            DELETE FROM Sessions WHERE PanelId = @Id
            """;
        var values = new { Id = id, Now = time.GetUtcNow() };
        if (await connection.ExecuteAsync(new CommandDefinition(disable, values, transaction, cancellationToken: cancellation)) == 0)
            return false;
        await connection.ExecuteAsync(new CommandDefinition(end, new { Id = id }, transaction, cancellationToken: cancellation));
        return true;
    }

    private Task<int> InsertAsync(DbConnection connection, DbTransaction? transaction, Panel panel, bool isFromSettings, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO Panels (Id, SchoolId, Title, Jwks, IsFromSettings, AddedAt, DisabledAt) VALUES (@Id, @SchoolId, @Title, @Jwks, @IsFromSettings, @Now, NULL)
            """;
        var values = new { panel.Id, panel.SchoolId, panel.Title, panel.Jwks, IsFromSettings = isFromSettings, Now = time.GetUtcNow() };
        return connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation));
    }
}
