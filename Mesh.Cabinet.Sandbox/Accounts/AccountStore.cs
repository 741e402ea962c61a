using System.Globalization;
using System.Text.Json;
using Dapper;
using Mesh.Cabinet.Sandbox.State;
using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Sandbox.Accounts;

/// <summary>The accounts of the domain. A name is unique without case, decided by the index; passwords are kept as hashes.</summary>
internal sealed class AccountStore(StateFile state, TimeProvider time)
{
    private const int SqliteConstraint = 19;
    private const string Columns = "Id, Document, PasswordHash, Version, CreatedAt, ModifiedAt";

    public async Task<ScimRecord> AddAsync(ScimUser user, string? password, CancellationToken cancellation)
    {
        const string Sql = """
            INSERT INTO DirectoryUsers (Id, UserName, FoldedUserName, ExternalId, Document, PasswordHash, Version, CreatedAt, ModifiedAt)
            VALUES (@Id, @UserName, @Folded, @ExternalId, @Document, @PasswordHash, @Version, @CreatedAt, @ModifiedAt)
            """;
        var now = time.GetUtcNow();
        var record = new ScimRecord(Guid.CreateVersion7(now).ToString(), user, password is null ? null : PasswordHash.Make(password), 1, now, now);
        await WriteAsync(Sql, record, 0, cancellation);
        return record;
    }

    /// <summary>Writes a changed account; a null password leaves the old one. Null if somebody changed the account meanwhile.</summary>
    /// <exception cref="ScimFault">The name is taken.</exception>
    public async Task<ScimRecord?> ChangeAsync(ScimRecord before, ScimUser user, string? password, CancellationToken cancellation)
    {
        const string Sql = """
            UPDATE DirectoryUsers SET UserName = @UserName, FoldedUserName = @Folded, ExternalId = @ExternalId, Document = @Document,
                PasswordHash = @PasswordHash, Version = @Version, ModifiedAt = @ModifiedAt
            WHERE Id = @Id AND Version = @OldVersion
            """;
        var record = before with
        {
            User = user,
            PasswordHash = password is null ? before.PasswordHash : PasswordHash.Make(password),
            Version = before.Version + 1,
            ModifiedAt = time.GetUtcNow(),
        };
        return await WriteAsync(Sql, record, before.Version, cancellation) == 1 ? record : null;
    }

    public async Task<bool> RemoveAsync(string id, CancellationToken cancellation)
    {
        const string Sql = "DELETE FROM DirectoryUsers WHERE Id = @id";
        await using var connection = await state.OpenAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(Sql, new { id }, cancellationToken: cancellation)) == 1;
    }

    public async Task<ScimRecord?> FindAsync(string id, CancellationToken cancellation) =>
        (await QueryAsync("Id = @value", id, 0, 1, cancellation)).SingleOrDefault();

    public async Task<ScimRecord?> FindByNameAsync(string userName, CancellationToken cancellation) =>
        (await QueryAsync("FoldedUserName = @value", Fold(userName), 0, 1, cancellation)).SingleOrDefault();

    /// <summary>One page of the accounts that the filter selects, oldest first, and how many there are in all.</summary>
    public async Task<(int Total, IReadOnlyList<ScimRecord> Page)> ListAsync(ScimFilter? filter, int offset, int count, CancellationToken cancellation)
    {
        var (where, value) = filter?.Attribute switch
        {
            null => ("1 = 1", null),
            "USERNAME" => ("FoldedUserName = @value", Fold(filter.Value)),
            "EXTERNALID" => ("ExternalId = @value", filter.Value),
            "ID" => ("Id = @value", filter.Value),
            "EMAILS" or "EMAILS.VALUE" => ("EXISTS (SELECT 1 FROM json_each(Document, '$.Emails') WHERE lower(json_extract(value, '$.Value')) = lower(@value))", filter.Value),
            var other => throw ScimFault.InvalidFilter($"{other}: cannot be filtered by."),
        };
        await using var connection = await state.OpenAsync(cancellation);
        var total = await connection.ExecuteScalarAsync<int>(new CommandDefinition($"SELECT COUNT(*) FROM DirectoryUsers WHERE {where}", new { value }, cancellationToken: cancellation));
        return (total, count == 0 ? [] : await QueryAsync(where, value, offset, count, cancellation));
    }

    private async Task<IReadOnlyList<ScimRecord>> QueryAsync(string where, string? value, int offset, int count, CancellationToken cancellation)
    {
        var sql = $"SELECT {Columns} FROM DirectoryUsers WHERE {where} ORDER BY CreatedAt, Id LIMIT @count OFFSET @offset";
        await using var connection = await state.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, new { value, count, offset }, cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToRecord())];
    }

    private async Task<int> WriteAsync(string sql, ScimRecord record, long oldVersion, CancellationToken cancellation)
    {
        var values = new
        {
            record.Id,
            record.User.UserName,
            Folded = Fold(record.User.UserName),
            record.User.ExternalId,
            Document = JsonSerializer.Serialize(record.User),
            record.PasswordHash,
            record.Version,
            OldVersion = oldVersion,
            CreatedAt = record.CreatedAt.ToString("O", CultureInfo.InvariantCulture),
            ModifiedAt = record.ModifiedAt.ToString("O", CultureInfo.InvariantCulture),
        };
        await using var connection = await state.OpenAsync(cancellation);
        try
        {
            return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode == SqliteConstraint)
        {
            throw ScimFault.Uniqueness($"userName {record.User.UserName} is taken.");
        }
    }

    private static string Fold(string userName) => userName.ToUpperInvariant();

    private sealed record Row(string Id, string Document, string? PasswordHash, long Version, string CreatedAt, string ModifiedAt)
    {
        public ScimRecord ToRecord() => new(
            Id, JsonSerializer.Deserialize<ScimUser>(Document)!, PasswordHash, Version,
            DateTimeOffset.Parse(CreatedAt, CultureInfo.InvariantCulture), DateTimeOffset.Parse(ModifiedAt, CultureInfo.InvariantCulture));
    }
}
