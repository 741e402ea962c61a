using System.Security.Cryptography;
using System.Text;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords.Import.Rows;

namespace Mesh.Cabinet.SchoolRecords.Import.Staging;

/// <summary>Leaves out what a row says of others that are not there: what was known before stays (E42).</summary>
internal sealed class LeftOutStore(CabinetDatabase database, ImportLeaseStore leases)
{
    /// <summary>
    /// Puts the earlier value in the reference's place. The content counts as another one then: as soon as what is named is there, the same row
    /// brings it in; until then it changes nothing twice.
    /// </summary>
    public async Task LeaveOutAsync(Guid import, RecordKind kind, RowReference reference, IReadOnlyList<int> lines, CancellationToken cancellation)
    {
        var hashes = $"""
            SELECT Line, ContentHash FROM {kind.Staged.Name} WHERE Line IN {database.List("@Lines", ListOf.Number)} AND ContentHash IS NOT NULL
            """;
        var leave = $"""
            UPDATE {kind.Staged.Name} SET
                {reference.Column} = (SELECT k.{reference.Column} FROM {kind.Table} k WHERE k.Id = {kind.Staged.Name}.Id),
                ContentHash = @ContentHash,
                Work = CASE WHEN EXISTS (
                    SELECT 1 FROM {kind.Table} k WHERE k.Id = {kind.Staged.Name}.Id AND k.WithdrawnAt IS NULL AND k.ContentHash = @ContentHash)
                    THEN NULL ELSE Work END
            WHERE Line = @Line
            """;
        // Of a record that stays as it is nothing is staged that could be left out.
        var leaveUnchanged = $"""
            UPDATE {kind.Staged.Name} SET {reference.Column} = NULL WHERE Line = @Line AND ContentHash IS NULL
            """;
        foreach (var batch in lines.Chunk(CabinetDatabase.MaxListLength))
        {
            await using var connection = await database.OpenAsync(cancellation);
            await using var transaction = await leases.BeginAsync(connection, import, cancellation);
            var rows = await connection.QueryAsync<HashedRow>(new CommandDefinition(
                hashes, new { Lines = Dialect.ListValue(batch) }, transaction, commandTimeout: 0, cancellationToken: cancellation));
            await connection.ExecuteAsync(new CommandDefinition(
                leave, rows.Select(row => new { row.Line, ContentHash = Without(reference, row.ContentHash) }).ToList(), transaction, commandTimeout: 0, cancellationToken: cancellation));
            await connection.ExecuteAsync(new CommandDefinition(
                leaveUnchanged, batch.Select(line => new { Line = line }).ToList(), transaction, commandTimeout: 0, cancellationToken: cancellation));
            await transaction.CommitAsync(cancellation);
        }
    }

    /// <summary>
    /// Keeps a person's earlier representatives and children beside the new ones where one is named whom nobody knows and who was not named before:
    /// a slip of the pen takes nobody's right.
    /// </summary>
    public async Task KeepAgentsAsync(Guid import, IReadOnlyList<int> lines, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE StagedPeople SET KeepsAgents = 1
            WHERE Line = @Line AND EXISTS (
                SELECT 1 FROM StagedAgents a
                WHERE a.Line = StagedPeople.Line
                    AND NOT EXISTS (SELECT 1 FROM PersonAgents b WHERE b.PersonId = StagedPeople.Id AND b.AgentId = a.AgentId)
                    AND NOT EXISTS (SELECT 1 FROM StagedPeople t WHERE t.Id = a.AgentId AND t.IsRefused = 0 AND t.IsWithdrawn = 0))
            """;
        foreach (var batch in lines.Chunk(CabinetDatabase.MaxListLength))
        {
            await using var connection = await database.OpenAsync(cancellation);
            await using var transaction = await leases.BeginAsync(connection, import, cancellation);
            await connection.ExecuteAsync(new CommandDefinition(sql, batch.Select(line => new { Line = line }).ToList(), transaction, commandTimeout: 0, cancellationToken: cancellation));
            await transaction.CommitAsync(cancellation);
        }
    }

    private static byte[] Without(RowReference reference, byte[] hash) =>
        SHA256.HashData([.. hash, .. Encoding.UTF8.GetBytes(reference.Column)]);

    private sealed record HashedRow
    {
        public int Line { get; init; }

        public required byte[] ContentHash { get; init; }
    }
}
