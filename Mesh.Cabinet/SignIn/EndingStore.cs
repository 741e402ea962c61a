using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.SignIn;

/// <summary>Ends sessions by their rows: on every node, tab and circuit.</summary>
internal sealed class EndingStore(CabinetDatabase database, TimeProvider time) : IRetention
{
    /// <summary>Those whose time has run out, with the profile that they hold.</summary>
    public Task ClearAsync(CancellationToken cancellation) => database.ClearAsync("Sessions", "Id", "ExpiresAt", time.GetUtcNow(), cancellation);

    public Task EndAsync(Guid id, CancellationToken cancellation) => ExecuteAsync("""
        DELETE FROM Sessions WHERE Id = @Id
        """, new { Id = id }, cancellation);

    /// <summary>Those of an account that were opened before a moment.</summary>
    public Task EndAllAsync(string provider, string subject, DateTimeOffset openedBefore, CancellationToken cancellation) => ExecuteAsync("""
        DELETE FROM Sessions WHERE Provider = @Provider AND Subject = @Subject AND SignedInAt < @OpenedBefore
        """, new { Provider = provider, Subject = subject, OpenedBefore = openedBefore }, cancellation);

    /// <summary>Those of an account that are open now, with the reason for the person to read.</summary>
    /// <param name="askedSince">Sessions stay in which the provider asked for the password at or after this moment, in whole seconds of its clock; null: none stays.</param>
    public Task EndDoubtfulAsync(string provider, string subject, DateTimeOffset? askedSince, string reason, CancellationToken cancellation) =>
        CabinetDatabase.RepeatAsync(() => EndDoubtfulOnceAsync(provider, subject, askedSince, reason, cancellation), cancellation);

    private async Task<bool> EndDoubtfulOnceAsync(string provider, string subject, DateTimeOffset? askedSince, string reason, CancellationToken cancellation)
    {
        const string sql = """
            DELETE FROM Sessions WHERE Provider = @Provider AND Subject = @Subject AND SignedInAt <= @Now AND (@AskedSince IS NULL OR AuthTime IS NULL OR AuthTime < @AskedSince)
            """;
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var values = new { Provider = provider, Subject = subject, Now = now, AskedSince = askedSince };
        if (await connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation)) == 0)
            return false;

        var entry = new AuditEntry("distrusted") { Provider = provider, Subject = subject, Detail = reason };
        await AuditTrail.WriteAsync(connection, transaction, entry, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Which of these sessions still stand.</summary>
    /// <param name="sharedSince">When somebody must have done something on a computer that is not theirs.</param>
    public async Task<IReadOnlySet<Guid>> StandingAsync(IReadOnlyList<Guid> ids, DateTimeOffset sharedSince, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT Id FROM Sessions WHERE ExpiresAt > @Now AND (IsShared = @False OR SeenAt > @SharedSince) AND Id IN {database.List("@Ids", ListOf.Id)}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var standing = new HashSet<Guid>();
        foreach (var some in ids.Chunk(CabinetDatabase.MaxListLength))
        {
            var values = new { Now = time.GetUtcNow(), False = false, SharedSince = sharedSince, Ids = Dialect.ListValue(some) };
            standing.UnionWith(await connection.QueryAsync<Guid>(new CommandDefinition(sql, values, cancellationToken: cancellation)));
        }

        return standing;
    }

    private async Task ExecuteAsync(string sql, object values, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
    }
}
