using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Cases;

/// <summary>The words of a thread as rows, encrypted; written inside the transaction of what they tell of.</summary>
internal sealed class CaseEntriesStore(FieldProtection protection)
{
    /// <summary>In the order in which they were said.</summary>
    /// <param name="isDesk">With notes and names.</param>
    public async Task<IReadOnlyList<CaseEntry>> ListAsync(DbConnection connection, long number, bool isDesk, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, Kind, At, ByName, TextProtected FROM CaseEntries WHERE CaseNumber = @Number ORDER BY Number
            """;
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, new { Number = number }, cancellationToken: cancellation));
        return
        [
            .. from row in rows
               where isDesk || row.Kind is not CaseEntryKind.Note
               select new CaseEntry
               {
                   Kind = row.Kind,
                   At = row.At,
                   ByName = isDesk ? row.ByName : null,
                   Text = row.TextProtected is null ? null : protection.Reveal(ProtectedField.CaseMessage, $"{row.Id}", row.TextProtected),
               },
        ];
    }

    /// <param name="by">Null where the person writes.</param>
    public Task AddAsync(
        DbConnection connection, DbTransaction transaction, long number, CaseEntryKind kind, CaseOperator? by, string text, DateTimeOffset now, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO CaseEntries (CaseNumber, Id, Kind, At, ByKey, ByName, TextProtected) VALUES (@CaseNumber, @Id, @Kind, @Now, @ByKey, @ByName, @TextProtected)
            """;
        var id = Guid.CreateVersion7();
        var values = new
        {
            CaseNumber = number,
            Id = id,
            Kind = $"{kind}",
            Now = now,
            ByKey = by?.Key,
            ByName = TextLength.Cut(by?.Name, TextLength.Line),
            TextProtected = protection.Protect(ProtectedField.CaseMessage, $"{id}", text),
        };
        return connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation));
    }

    private sealed record Row
    {
        public Guid Id { get; init; }

        public CaseEntryKind Kind { get; init; }

        public DateTimeOffset At { get; init; }

        public string? ByName { get; init; }

        public byte[]? TextProtected { get; init; }
    }
}
