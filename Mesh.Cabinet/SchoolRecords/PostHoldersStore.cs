using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.SchoolRecords;

/// <summary>Who holds posts of a kind, for whoever has to reach them.</summary>
public interface IPostHolders
{
    /// <summary>Those who hold one of these roles on a day.</summary>
    /// <param name="organisations">Only at these; null for everywhere, which reads every post.</param>
    Task<IReadOnlyList<PostHolder>> AtAsync(IReadOnlyList<string> roles, IReadOnlyList<string>? organisations, DateOnly today, CancellationToken cancellation);

    /// <summary>Ids of the organisations above which there is none.</summary>
    Task<IReadOnlyList<string>> TopsAsync(CancellationToken cancellation);
}

/// <summary>A person with a role at an organisation.</summary>
public sealed record PostHolder
{
    public required string PersonId { get; init; }

    public required string Role { get; init; }

    public required string OrganisationId { get; init; }
}

/// <inheritdoc cref="IPostHolders"/>
internal sealed class PostHoldersStore(CabinetDatabase database) : IPostHolders
{
    public async Task<IReadOnlyList<PostHolder>> AtAsync(IReadOnlyList<string> roles, IReadOnlyList<string>? organisations, DateOnly today, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT DISTINCT PersonId, Role, OrganisationId FROM Posts
            WHERE {(organisations is null ? "" : $"OrganisationId IN {database.List("@Organisations")} AND ")}Role IN {database.List("@Roles")}
                AND WithdrawnAt IS NULL AND (BeginDate IS NULL OR BeginDate <= @Today) AND (EndDate IS NULL OR EndDate >= @Today)
            """;
        var values = new { Roles = Dialect.ListValue(roles), Organisations = Dialect.ListValue(organisations ?? []), Today = today };
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<PostHolder>(new CommandDefinition(database.Anew(sql), values, cancellationToken: cancellation))];
    }

    public async Task<IReadOnlyList<string>> TopsAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id FROM Organisations WHERE ParentId IS NULL AND WithdrawnAt IS NULL
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(sql, cancellationToken: cancellation))];
    }
}
