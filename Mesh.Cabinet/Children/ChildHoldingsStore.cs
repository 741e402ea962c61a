using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Children;

/// <summary>Requests, consents and tries follow their people, the child as well as the adult.</summary>
internal sealed class ChildHoldingsStore(CabinetDatabase database) : IRecordFollower, IHoldings
{
    public async Task<bool> HasOwnAsync(DbConnection connection, DbTransaction transaction, string personId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT COUNT(*) FROM ChildAccounts WHERE PersonId = @PersonId
            """;
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, new { PersonId = personId }, transaction, cancellationToken: cancellation)) > 0;
    }

    public async Task<int> MoveAsync(DbConnection connection, DbTransaction transaction, string fromId, string toId, CancellationToken cancellation)
    {
        const string forget = """
            DELETE FROM ChildTries WHERE PersonId = @To
            """;
        const string tries = """
            UPDATE ChildTries SET PersonId = @To WHERE PersonId = @From
            """;
        const string accounts = """
            UPDATE ChildAccounts SET PersonId = @To WHERE PersonId = @From
            """;
        const string requests = """
            UPDATE ChildAccounts SET RequestedBy = @To WHERE RequestedBy = @From
            """;
        const string asChild = """
            UPDATE ChildConsents SET PersonId = @To WHERE PersonId = @From
            """;
        const string asAdult = """
            UPDATE ChildConsents SET ByPersonId = @To WHERE ByPersonId = @From
            """;
        var values = new { From = fromId, To = toId };
        var moved = 0;
        await connection.ExecuteAsync(new CommandDefinition(forget, values, transaction, cancellationToken: cancellation));
        foreach (var sql in (string[])[tries, accounts, requests, asChild, asAdult])
            moved += await connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation));
        return moved;
    }

    public async Task<IReadOnlyList<Holder>> FindAsync(string login, CancellationToken cancellation)
    {
        const string sql = """
            SELECT PersonId FROM ChildAccounts WHERE Login = @Login
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var ids = await connection.QueryAsync<string>(new CommandDefinition(sql, new { Login = login }, cancellationToken: cancellation));
        return [.. ids.Select(id => new Holder(id, null, null))];
    }

    public async Task<IReadOnlyList<string>> ListAsync(Holder holder, CancellationToken cancellation)
    {
        const string accounts = """
            SELECT PersonId, Id, Login, RequestedBy, RequestedAt, CompletedAt FROM ChildAccounts WHERE PersonId = @PersonId OR RequestedBy = @PersonId ORDER BY RequestedAt
            """;
        const string consents = """
            SELECT PersonId, ByPersonId, Version, GivenAt FROM ChildConsents WHERE PersonId = @PersonId OR ByPersonId = @PersonId ORDER BY GivenAt
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<ChildAccountRow>(new CommandDefinition(accounts, holder, cancellationToken: cancellation));
        var given = await connection.QueryAsync<Given>(new CommandDefinition(consents, holder, cancellationToken: cancellation));
        return
        [
            .. rows.Select(row => row.CompletedAt is null
                ? string.Format(ChildrenText.HoldingRequest, row.Login, row.PersonId, row.RequestedBy, row.RequestedAt.ToLocalTime())
                : string.Format(ChildrenText.HoldingAccount, row.Login, row.PersonId, row.RequestedBy, row.RequestedAt.ToLocalTime())),
            .. given.Select(consent => string.Format(ChildrenText.HoldingConsent, consent.Version, consent.PersonId, consent.ByPersonId, consent.GivenAt.ToLocalTime())),
        ];
    }

    private sealed record Given
    {
        public string PersonId { get; init; } = "";

        public string ByPersonId { get; init; } = "";

        public int Version { get; init; }

        public DateTimeOffset GivenAt { get; init; }
    }
}
