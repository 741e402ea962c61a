using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Matching;

/// <summary>Whom support parted from a record stays parted, also when erased: of the account a hash stays, by which it is known when it comes again.</summary>
internal sealed class ErasedTiesStore(CabinetDatabase database, ErasedNames names) : IErases, IOwnAccounts
{
    public async Task<bool> EraseAsync(DataSubject person, CancellationToken cancellation)
    {
        var list = $"""
            SELECT PersonId, Provider, Subject FROM RefusedTies WHERE PersonId IN {database.List("@Records")} AND Subject NOT LIKE 'erased:%'
            """;
        const string listOfAccount = """
            SELECT PersonId, Provider, Subject FROM RefusedTies WHERE Provider = @Provider AND Subject = @Subject
            """;
        const string hide = """
            UPDATE RefusedTies SET Subject = @Hidden WHERE PersonId = @PersonId AND Provider = @Provider AND Subject = @Subject
            """;
        var hashes = await names.OpenAsync(cancellation);
        await using var connection = await database.OpenAsync(cancellation);
        var refused = (await connection.QueryAsync<Refused>(new CommandDefinition(list, new { Records = Dialect.ListValue(person.Records) }, cancellationToken: cancellation))).AsList();
        foreach (var account in person.Accounts)
            refused.AddRange(await connection.QueryAsync<Refused>(new CommandDefinition(listOfAccount, account, cancellationToken: cancellation)));
        foreach (var one in refused.Distinct())
        {
            var values = new { one.PersonId, one.Provider, one.Subject, Hidden = hashes.Subject(one.Provider, one.Subject) };
            await connection.ExecuteAsync(new CommandDefinition(hide, values, cancellationToken: cancellation));
        }

        return true;
    }

    public async Task<DataSubject> FindAsync(string personId, CancellationToken cancellation)
    {
        const string former = """
            SELECT FormerId FROM FormerRecords WHERE PersonId = @PersonId
            """;
        var told = $"""
            SELECT Provider, Subject FROM Ties WHERE PersonId IN {database.List("@Records")}
            UNION
            SELECT Provider, Subject FROM AuditTrail WHERE PersonId IN {database.List("@Records")} AND Provider IS NOT NULL AND Subject IS NOT NULL
            """;
        var refused = $"""
            SELECT Subject FROM RefusedTies WHERE PersonId IN {database.List("@Records")}
            """;
        var ties = $"""
            SELECT COUNT(*) FROM Ties WHERE Provider = @Provider AND Subject = @Subject AND PersonId NOT IN {database.List("@Records")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        string[] records = [personId, .. await connection.QueryAsync<string>(new CommandDefinition(former, new { PersonId = personId }, cancellationToken: cancellation))];
        var values = new { Records = Dialect.ListValue(records) };
        var parted = (await connection.QueryAsync<string>(new CommandDefinition(refused, values, cancellationToken: cancellation))).ToHashSet(StringComparer.Ordinal);
        var hashes = await names.TryOpenAsync(connection, null, cancellation);
        var accounts = new List<DataAccount>();
        foreach (var one in await connection.QueryAsync<TiedAccount>(new CommandDefinition(told, values, cancellationToken: cancellation)))
        {
            var isParted = parted.Contains(one.Subject) || (hashes is not null && parted.Contains(hashes.Subject(one.Provider, one.Subject)));
            var isAnothers = await connection.ExecuteScalarAsync<int>(new CommandDefinition(ties, new { one.Provider, one.Subject, values.Records }, cancellationToken: cancellation)) > 0;
            if (!isParted && !isAnothers)
                accounts.Add(new DataAccount(one.Provider, one.Subject));
        }

        return new DataSubject(records, accounts);
    }

    private sealed record Refused
    {
        public string PersonId { get; init; } = "";

        public string Provider { get; init; } = "";

        public string Subject { get; init; } = "";
    }
}
