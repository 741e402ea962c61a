using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Notices;

/// <summary>Notices by whoever may write them. For whom they may stands in every statement.</summary>
public interface INoticeWriting
{
    /// <summary>Those of theirs that are not over, the next first.</summary>
    Task<IReadOnlyList<Notice>> ListAsync(NoticeScope scope, CancellationToken cancellation);

    /// <param name="by">Names the writer in the trail.</param>
    /// <returns>False if it is not theirs to write.</returns>
    Task<bool> WriteAsync(NoticeScope scope, Notice notice, string by, CancellationToken cancellation);

    /// <summary>From now on it is not shown.</summary>
    /// <returns>False if it is not theirs, or over.</returns>
    Task<bool> EndAsync(NoticeScope scope, Guid id, string by, CancellationToken cancellation);
}

/// <inheritdoc cref="INoticeWriting"/>
internal sealed class NoticeStore(CabinetDatabase database, TimeProvider time) : INoticeWriting, IRetention
{
    private const string Columns = "Id, Text, SchoolId, FromAt, UntilAt, WrittenAt";
    private const int Most = 200;

    /// <summary>How long it stays known what was told.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    private string Theirs => $"(@IsCity = @True OR SchoolId IN {database.List("@Schools")})";

    /// <summary>All that are not over, whoever's they are.</summary>
    public async Task<IReadOnlyList<Notice>> CurrentAsync(CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} {Columns} FROM Notices WHERE UntilAt > @Now ORDER BY UntilAt {database.Limit("@Most")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(sql, new { Most, Now = time.GetUtcNow() }, cancellationToken: cancellation))).Select(row => row.Notice)];
    }

    public async Task<IReadOnlyList<Notice>> ListAsync(NoticeScope scope, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} {Columns} FROM Notices WHERE UntilAt > @Now AND {Theirs} ORDER BY FromAt {database.Limit("@Most")}
            """;
        var values = new { Most, Now = time.GetUtcNow(), scope.IsCity, True = true, Schools = Dialect.ListValue(scope.Schools) };
        await using var connection = await database.OpenAsync(cancellation);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(sql, values, cancellationToken: cancellation))).Select(row => row.Notice)];
    }

    public async Task<bool> WriteAsync(NoticeScope scope, Notice notice, string by, CancellationToken cancellation)
    {
        var sql = $"""
            INSERT INTO Notices (Id, Text, SchoolId, FromAt, UntilAt, WrittenAt) SELECT @Id, @Text, @SchoolId, @From, @Until, @WrittenAt
            WHERE @IsCity = @True OR @SchoolId IN {database.List("@Schools")}
            """;
        var values = new { notice.Id, notice.Text, notice.SchoolId, notice.From, notice.Until, notice.WrittenAt, scope.IsCity, True = true, Schools = Dialect.ListValue(scope.Schools) };
        return await ChangeAsync(sql, values, "notice-written", notice.Id, by, cancellation);
    }

    public Task<bool> EndAsync(NoticeScope scope, Guid id, string by, CancellationToken cancellation)
    {
        var sql = $"""
            UPDATE Notices SET UntilAt = @Now WHERE Id = @Id AND UntilAt > @Now AND {Theirs}
            """;
        return ChangeAsync(sql, new { Id = id, Now = time.GetUtcNow(), scope.IsCity, True = true, Schools = Dialect.ListValue(scope.Schools) }, "notice-ended", id, by, cancellation);
    }

    public Task ClearAsync(CancellationToken cancellation) => database.ClearAsync("Notices", "Id", "UntilAt", time.GetUtcNow() - Kept, cancellation);

    private async Task<bool> ChangeAsync(string sql, object values, string happened, Guid id, string by, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var changed = await database.ChangeAsync(connection, transaction, sql, values, new AuditEntry(happened) { ByPersonId = by, Detail = $"{id}" }, time.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return changed;
    }

    private sealed record Row
    {
        public Guid Id { get; init; }

        public string Text { get; init; } = "";

        public string? SchoolId { get; init; }

        public DateTimeOffset FromAt { get; init; }

        public DateTimeOffset UntilAt { get; init; }

        public DateTimeOffset WrittenAt { get; init; }

        public Notice Notice => new(Id, Text, SchoolId, FromAt, UntilAt, WrittenAt);
    }
}
