using System.Data;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Children;

/// <summary>Consents of adults for a child, each with the version and the hash of what was read.</summary>
internal sealed class ConsentStore(CabinetDatabase database, IFamilyRights rights, MoscowClock clock)
{
    /// <summary>The latest version to which this adult agreed for this child; null for none.</summary>
    public async Task<GivenConsent?> FindAsync(string childId, string adultId, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("1")} Version, TextHash, GivenAt FROM ChildConsents WHERE PersonId = @ChildId AND ByPersonId = @AdultId ORDER BY Version DESC, GivenAt DESC {database.Limit("1")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QueryFirstOrDefaultAsync<GivenConsent>(
            new CommandDefinition(sql, new { ChildId = childId, AdultId = adultId }, cancellationToken: cancellation));
    }

    /// <returns>False if the adult has no right to agree for this child.</returns>
    public Task<bool> GiveAsync(string childId, ConsentText text, Actor actor, CancellationToken cancellation) =>
        CabinetDatabase.RepeatAsync(() => GiveOnceAsync(childId, text, actor, cancellation), cancellation);

    private async Task<bool> GiveOnceAsync(string childId, ConsentText text, Actor actor, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        if (await rights.FindAsync(connection, transaction, actor.PersonId, childId, clock.Today, cancellation) is not FamilyRight.Full)
            return false;

        const string insert = """
            INSERT INTO ChildConsents (Id, PersonId, ByPersonId, Version, TextHash, GivenAt) VALUES (@Id, @ChildId, @AdultId, @Version, @TextHash, @Now)
            """;
        var values = new { Id = Guid.CreateVersion7(), ChildId = childId, AdultId = actor.PersonId, text.Version, TextHash = text.Hash, clock.Now };
        await connection.ExecuteAsync(new CommandDefinition(insert, values, transaction, cancellationToken: cancellation));
        await AuditTrail.WriteAsync(connection, transaction, new AuditEntry("child-consent-given")
        {
            PersonId = childId,
            ByPersonId = actor.PersonId,
            Detail = $"{text.Version}",
            Device = actor.Device,
        }, clock.Now, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}

/// <summary>What an adult agreed to, and when.</summary>
internal sealed record GivenConsent
{
    public int Version { get; init; }

    public byte[] TextHash { get; init; } = [];

    public DateTimeOffset GivenAt { get; init; }
}
