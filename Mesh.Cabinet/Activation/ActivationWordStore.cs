using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.NotMe;

namespace Mesh.Cabinet.Activation;

/// <summary>An account that works and of which nobody has told its person yet.</summary>
internal sealed record UntoldActivation(Guid Id, string PersonId, DateTimeOffset CompletedAt);

/// <summary>Whom there is to tell of an account that works. Told afterwards: an activation waits for no letter, and asks the database no more for it.</summary>
internal sealed class ActivationWordStore(CabinetDatabase database, IPersonLetters letters, TimeProvider time)
{
    private const int Lot = 50;

    /// <summary>Those who waited longest first; a lot at most.</summary>
    public async Task<IReadOnlyList<UntoldActivation>> NextAsync(CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} Id, PersonId, CompletedAt FROM Activations
            WHERE CompletedAt IS NOT NULL AND ToldAt IS NULL
            ORDER BY CompletedAt
            {database.Limit("@Most")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, new { Most = Lot }, cancellationToken: cancellation));
        return [.. rows.Select(row => new UntoldActivation(row.Id, row.PersonId, row.CompletedAt))];
    }

    /// <summary>The letter is put among those that go out, or there is none, in one transaction with the mark: nobody is told twice.</summary>
    public async Task TellAsync(UntoldActivation one, PersonLetter? letter, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Activations SET ToldAt = @Now WHERE Id = @Id AND ToldAt IS NULL
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await connection.ExecuteAsync(new CommandDefinition(sql, new { one.Id, Now = time.GetUtcNow() }, transaction, cancellationToken: cancellation)) > 0 && letter is not null)
            await letters.SendAsync(connection, transaction, letter, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private sealed record Row
    {
        public Guid Id { get; init; }

        public string PersonId { get; init; } = "";

        public DateTimeOffset CompletedAt { get; init; }
    }
}
