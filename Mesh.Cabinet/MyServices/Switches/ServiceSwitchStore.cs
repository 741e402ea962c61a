using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.MyServices.Switches;

/// <inheritdoc cref="IServiceSwitching"/>
internal sealed class ServiceSwitchStore(CabinetDatabase database, TimeProvider time) : IServiceSwitching, IRetention
{
    private const string Columns = "Id, ServiceKey, SchoolId, Role, OffAt, OffBy, OffWhy, OnAt, OnBy, OnWhy";
    private const int Most = 500;

    /// <summary>How long it stays known what was off.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    private string Theirs => $"(@IsCity = @True OR SchoolId IN {database.List("@Schools")})";

    /// <summary>What is off now, whosever it is.</summary>
    public async Task<IReadOnlyList<ServiceSwitch>> AllOffAsync(CancellationToken cancellation)
    {
        const string sql = $"""
            SELECT {Columns} FROM ServiceSwitches WHERE OnAt IS NULL
            """;
        return await ReadAsync(sql, new { }, cancellation);
    }

    public Task<IReadOnlyList<ServiceSwitch>> OffAsync(SwitchScope scope, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {Columns} FROM ServiceSwitches WHERE OnAt IS NULL AND {Theirs}
            """;
        return ReadAsync(sql, With(scope, new { }), cancellation);
    }

    public Task<IReadOnlyList<ServiceSwitch>> ListAsync(SwitchScope scope, string schoolId, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} {Columns} FROM ServiceSwitches WHERE SchoolId = @SchoolId AND {Theirs} ORDER BY OffAt DESC {database.Limit("@Most")}
            """;
        return ReadAsync(sql, With(scope, new { SchoolId = schoolId, Most }), cancellation);
    }

    public async Task<SwitchOutcome> SwitchOffAsync(SwitchScope scope, ServiceSwitch off, CancellationToken cancellation)
    {
        var insert = $"""
            INSERT INTO ServiceSwitches (Id, ServiceKey, SchoolId, Role, OffAt, OffBy, OffWhy)
            SELECT @Id, @ServiceKey, @SchoolId, @Role, @Now, @By, @Why
            WHERE (@IsCity = @True OR @SchoolId IN {database.List("@Schools")})
                AND EXISTS (SELECT 1 FROM Organisations o WHERE o.Id = @SchoolId AND o.Type = 'school' AND o.WithdrawnAt IS NULL)
            """;
        var values = With(scope, new { off.Id, off.ServiceKey, off.SchoolId, Role = Written(off.Role), Now = time.GetUtcNow(), By = off.OffBy, Why = off.OffWhy });
        var entry = new AuditEntry(ServiceSwitch.SwitchedOff) { ByPersonId = off.OffBy, Detail = $"{off.ServiceKey} · {off.SchoolId} · {Written(off.Role)} · {off.OffWhy}" };
        try
        {
            return await ChangeAsync(insert, values, entry, cancellation) ? new SwitchOutcome.Switched() : new SwitchOutcome.NotThere();
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return new SwitchOutcome.AlreadySo();
        }
    }

    public async Task<SwitchOutcome> SwitchOnAsync(SwitchScope scope, Guid id, string by, string why, CancellationToken cancellation)
    {
        var find = $"""
            SELECT {Columns} FROM ServiceSwitches WHERE Id = @Id AND {Theirs}
            """;
        var update = $"""
            UPDATE ServiceSwitches SET OnAt = @Now, OnBy = @By, OnWhy = @Why WHERE Id = @Id AND OnAt IS NULL AND {Theirs}
            """;
        if (await ReadAsync(find, With(scope, new { Id = id }), cancellation) is not [var off])
            return new SwitchOutcome.NotThere();
        var entry = new AuditEntry(ServiceSwitch.SwitchedOn) { ByPersonId = by, Detail = $"{off.ServiceKey} · {off.SchoolId} · {Written(off.Role)} · {why}" };
        var values = With(scope, new { Id = id, Now = time.GetUtcNow(), By = by, Why = why });
        return await ChangeAsync(update, values, entry, cancellation) ? new SwitchOutcome.Switched() : new SwitchOutcome.AlreadySo();
    }

    /// <inheritdoc/>
    public Task ClearAsync(CancellationToken cancellation) => database.ClearAsync("ServiceSwitches", "Id", "OnAt", time.GetUtcNow() - Kept, cancellation);

    private async Task<bool> ChangeAsync(string sql, object values, AuditEntry entry, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var changed = await database.ChangeAsync(connection, transaction, sql, values, entry, time.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return changed;
    }

    private async Task<IReadOnlyList<ServiceSwitch>> ReadAsync(string sql, object values, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(sql, values, cancellationToken: cancellation))).Select(row => row.Switch)];
    }

    private static DynamicParameters With(SwitchScope scope, object more)
    {
        var values = new DynamicParameters(more);
        values.AddDynamicParams(new { scope.IsCity, True = true, Schools = Dialect.ListValue(scope.Schools) });
        return values;
    }

    // An index tells NULLs apart on one database and not on the other.
    private static string Written(PersonRole? role) => role is { } one ? $"{one}" : "";

    private sealed record Row
    {
        public Guid Id { get; init; }

        public string ServiceKey { get; init; } = "";

        public string SchoolId { get; init; } = "";

        public string Role { get; init; } = "";

        public DateTimeOffset OffAt { get; init; }

        public string OffBy { get; init; } = "";

        public string OffWhy { get; init; } = "";

        public DateTimeOffset? OnAt { get; init; }

        public string? OnBy { get; init; }

        public string? OnWhy { get; init; }

        public ServiceSwitch Switch => new()
        {
            Id = Id, ServiceKey = ServiceKey, SchoolId = SchoolId, Role = Role.Length == 0 ? null : Enum.Parse<PersonRole>(Role), OffAt = OffAt, OffBy = OffBy, OffWhy = OffWhy, OnAt = OnAt, OnBy = OnBy, OnWhy = OnWhy,
        };
    }
}
