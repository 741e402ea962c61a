using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Activation;

/// <summary>The logins of many people, for whoever helps them.</summary>
public interface IIssuedLogins
{
    /// <summary>By the id of the record; who has not activated is left out.</summary>
    Task<IReadOnlyDictionary<string, string>> OfAsync(IReadOnlyList<string> personIds, CancellationToken cancellation);
}

/// <inheritdoc cref="IIssuedLogins"/>
internal sealed class IssuedLoginsStore(CabinetDatabase database) : IIssuedLogins
{
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(IReadOnlyList<string> personIds, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT PersonId, COALESCE(DirectoryLogin, Login) AS Login FROM Activations WHERE CompletedAt IS NOT NULL AND PersonId IN {database.List("@Ids")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, new { Ids = Dialect.ListValue(personIds) }, cancellationToken: cancellation));
        return rows.ToDictionary(row => row.PersonId, row => row.Login, StringComparer.Ordinal);
    }

    private sealed record Row
    {
        public string PersonId { get; init; } = "";

        public string Login { get; init; } = "";
    }
}
