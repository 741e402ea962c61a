using System.Security.Cryptography;
using System.Text;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Devices;

/// <summary>
/// What the server remembers between the two halves of a ceremony. It is taken once, on whichever node, and only by whoever began:
/// a passkey that is synchronised counts nothing, so nothing else would catch a replay.
/// </summary>
internal sealed class CeremonyStore(CabinetDatabase database, TimeProvider time)
{
    // A person looks for their finger, their phone or their code.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <param name="owner">A session, or a browser that has none yet.</param>
    /// <returns>The word that the second half brings back.</returns>
    public async Task<string> BeginAsync(string owner, string state, CancellationToken cancellation)
    {
        const string forget = """
            DELETE FROM Ceremonies WHERE ExpiresAt < @Now
            """;
        const string begin = """
            INSERT INTO Ceremonies (Id, State, ExpiresAt) VALUES (@Id, @State, @ExpiresAt)
            """;
        var word = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(forget, new { Now = now }, cancellationToken: cancellation));
        var row = new { Id = Id(owner, word), State = state, ExpiresAt = now + Lifetime };
        await connection.ExecuteAsync(new CommandDefinition(begin, row, cancellationToken: cancellation));
        return word;
    }

    /// <returns>Null if it was taken before, took too long, or is somebody else's.</returns>
    public async Task<string?> TakeAsync(string owner, string word, CancellationToken cancellation)
    {
        const string look = """
            SELECT State FROM Ceremonies WHERE Id = @Id AND ExpiresAt > @Now
            """;
        const string take = """
            DELETE FROM Ceremonies WHERE Id = @Id
            """;
        var values = new { Id = Id(owner, word), Now = time.GetUtcNow() };
        await using var connection = await database.OpenAsync(cancellation);
        var state = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(look, values, cancellationToken: cancellation));
        // Of two that looked at once, one takes it.
        return state is not null && await connection.ExecuteAsync(new CommandDefinition(take, values, cancellationToken: cancellation)) == 1 ? state : null;
    }

    private static byte[] Id(string owner, string word) => SHA256.HashData(Encoding.UTF8.GetBytes($"{owner}/{word}"));
}
