using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Matching;

/// <summary>Who of many people has come in already.</summary>
public interface ITiedPeople
{
    /// <summary>Those of these people whose record has an account.</summary>
    Task<IReadOnlySet<string>> OfAsync(IReadOnlyList<string> personIds, CancellationToken cancellation);
}

/// <inheritdoc cref="ITiedPeople"/>
internal sealed class TiedPeopleStore(CabinetDatabase database) : ITiedPeople
{
    public async Task<IReadOnlySet<string>> OfAsync(IReadOnlyList<string> personIds, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT PersonId FROM Ties WHERE PersonId IN {database.List("@Ids")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var tied = await connection.QueryAsync<string>(new CommandDefinition(sql, new { Ids = Dialect.ListValue(personIds) }, cancellationToken: cancellation));
        return tied.ToHashSet(StringComparer.Ordinal);
    }
}
