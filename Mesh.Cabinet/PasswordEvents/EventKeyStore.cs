using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>
/// Our key pairs for passwords that travel from mos.ru. Of each kind a new one is made every month; older ones still open what was
/// encrypted for them until they are two months old. Each names the one it follows, and a unique index lets only one follow: however
/// many ask at once, on whatever node, there is one maker.
/// </summary>
internal sealed class EventKeyStore(CabinetDatabase database, FieldProtection protection, TimeProvider time) : IRetention, IDisposable
{
    private static readonly TimeSpan Renewed = TimeSpan.FromDays(30);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(60);

    // Making a key is dear: on one node who comes meanwhile waits for the one that is being made.
    private readonly SemaphoreSlim making = new(1);

    /// <summary>The newest key of each kind: what mos.ru is to encrypt for.</summary>
    public async Task<IReadOnlyList<EventKey>> PublishedAsync(CancellationToken cancellation) =>
        Newest(await FindAsync(cancellation)) is { Count: var count } newest && count == EventKey.Algorithms.Count ? newest : Newest(await MakeAsync(cancellation));

    /// <summary>Every key that may still be used, the newest first.</summary>
    public async Task<IReadOnlyList<EventKey>> FindAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, Algorithm, CreatedAt, PrivateKeyProtected FROM EventKeys WHERE CreatedAt > @Since ORDER BY CreatedAt DESC, Id DESC
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, new { Since = time.GetUtcNow() - Kept }, cancellationToken: cancellation));
        return [.. rows.Select(Reveal)];
    }

    public Task ClearAsync(CancellationToken cancellation) => database.ClearAsync("EventKeys", "Id", "CreatedAt", time.GetUtcNow() - Kept, cancellation);

    public void Dispose() => making.Dispose();

    private List<EventKey> Newest(IReadOnlyList<EventKey> keys) =>
    [
        .. EventKey.Algorithms.Select(algorithm => keys.FirstOrDefault(key => key.Algorithm == algorithm && IsFresh(key.CreatedAt))).OfType<EventKey>(),
    ];

    private bool IsFresh(DateTimeOffset createdAt) => createdAt > time.GetUtcNow() - Renewed;

    private async Task<IReadOnlyList<EventKey>> MakeAsync(CancellationToken cancellation)
    {
        await making.WaitAsync(cancellation);
        try
        {
            foreach (var algorithm in EventKey.Algorithms)
                await AddAsync(algorithm, cancellation);
            return await FindAsync(cancellation);
        }
        finally
        {
            making.Release();
        }
    }

    private async Task AddAsync(string algorithm, CancellationToken cancellation)
    {
        const string last = """
            SELECT Id, CreatedAt FROM EventKeys WHERE Algorithm = @Algorithm AND Predecessor IS NOT NULL ORDER BY CreatedAt DESC, Id DESC
            """;
        const string add = """
            INSERT INTO EventKeys (Id, Algorithm, Predecessor, CreatedAt, PrivateKeyProtected) VALUES (@Id, @Algorithm, @Predecessor, @CreatedAt, @PrivateKeyProtected)
            """;
        await using var connection = await database.OpenAsync(cancellation);
        // The key that is found too old is the one that the new one follows: who looked earlier comes too late.
        var predecessor = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(last, new { Algorithm = algorithm }, cancellationToken: cancellation));
        if (predecessor is not null && IsFresh(predecessor.CreatedAt))
            return;

        var id = Guid.CreateVersion7().ToString("N");
        var row = new
        {
            Id = id,
            Algorithm = algorithm,
            Predecessor = predecessor?.Id ?? "",
            CreatedAt = time.GetUtcNow(),
            PrivateKeyProtected = protection.Protect(ProtectedField.EventKey, id, Convert.ToBase64String(EventKey.NewPkcs8(algorithm))),
        };
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(add, row, cancellationToken: cancellation));
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            // Another node made it meanwhile.
        }
    }

    private EventKey Reveal(Row row) =>
        new(row.Id, row.Algorithm, row.CreatedAt, Convert.FromBase64String(protection.Reveal(ProtectedField.EventKey, row.Id, row.PrivateKeyProtected)));

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Algorithm { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public byte[] PrivateKeyProtected { get; init; } = [];
    }
}
