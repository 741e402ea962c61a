using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.SchoolRecords.Import.Staging;

/// <summary>Marks the organisations whose people lose something by what changes in the tree above them (E41).</summary>
internal sealed class OrganisationChangesStore(CabinetDatabase database, ImportLeaseStore leases)
{
    public async Task MarkAsync(Guid import, CancellationToken cancellation)
    {
        const string changes = """
            SELECT COUNT(*) FROM StagedOrganisations WHERE Work = 'change'
            """;
        const string before = """
            SELECT Id, Name, Type, ParentId, IsPrivate FROM Organisations
            """;
        const string after = """
            SELECT Id, Name, Type, ParentId, IsPrivate FROM StagedOrganisations WHERE Work IN ('add', 'change')
            """;
        const string mark = """
            UPDATE StagedOrganisations SET Loses = @Loses WHERE Id = @Id
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await leases.BeginAsync(connection, import, cancellation);
        CommandDefinition Command(string sql, object? values = null) => new(sql, values, transaction, commandTimeout: 0, cancellationToken: cancellation);
        if (await connection.ExecuteScalarAsync<int>(Command(changes)) == 0)
            return;

        var earlier = (await connection.QueryAsync<Organisation>(Command(before))).ToDictionary(row => row.Id, StringComparer.Ordinal);
        var later = new Dictionary<string, Organisation>(earlier, StringComparer.Ordinal);
        foreach (var row in await connection.QueryAsync<Organisation>(Command(after)))
            later[row.Id] = row;
        var losing = earlier.Keys.Select(id => new { Id = id, Loses = (int)OrganisationStanding.Loses(id, earlier, later) }).Where(row => row.Loses != 0).ToList();
        await connection.ExecuteAsync(Command(mark, losing));
        await transaction.CommitAsync(cancellation);
    }
}
