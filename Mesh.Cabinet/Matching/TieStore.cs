using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;
using Microsoft.Extensions.Caching.Memory;

namespace Mesh.Cabinet.Matching;

/// <summary>Which record an account of mos.ru has, for features that hear of the account only.</summary>
public interface ITies
{
    /// <summary>The id of the record that is this account's; null if none is.</summary>
    Task<string?> FindAsync(string provider, string subject, CancellationToken cancellation);

    /// <summary>The account whose record this is; null if nobody has come for it.</summary>
    Task<TiedAccount?> FindAccountAsync(string personId, CancellationToken cancellation);

    /// <summary>The same inside the caller's transaction.</summary>
    Task<TiedAccount?> FindAccountAsync(DbConnection connection, DbTransaction? transaction, string personId, CancellationToken cancellation);

    /// <summary>Records that were this person's before support moved everything here (E44).</summary>
    Task<IReadOnlyList<string>> FormerAsync(string personId, CancellationToken cancellation);

    /// <summary>Ties a new account to its record inside the caller's transaction (D17).</summary>
    /// <param name="letters">Word of the tie, unless it stands already (D19).</param>
    /// <returns>False if the record is another account's, or this one was parted from it; then the caller's transaction has to end without a trace.</returns>
    Task<bool> TieAsync(DbConnection connection, DbTransaction transaction, string personId, TiedAccount account, IReadOnlyList<OutgoingLetter> letters, CancellationToken cancellation);
}

/// <summary>An account of mos.ru or госуслуги, by provider and subject.</summary>
public sealed record TiedAccount
{
    public required string Provider { get; init; }

    public required string Subject { get; init; }
}

/// <summary>How the wish to tie an account to a record ended.</summary>
internal enum TieOutcome
{
    Tied,

    /// <summary>The record is another account's, or the account has another record.</summary>
    Elsewhere,

    /// <summary>Support has parted this account from this record.</summary>
    Refused,
}

/// <summary>
/// Which record belongs to which mos.ru account: made once, one to one, by two unique indexes (D11). Only support ends or moves a tie,
/// on whatever node: what was read stays true for <see cref="KnownFor"/>, however often it is asked for.
/// </summary>
internal sealed class TieStore(CabinetDatabase database, TimeProvider time, IOutbox? outbox = null, ErasedNames? erased = null) : ITies, IDisposable
{
    /// <summary>An ended tie is gone everywhere within half a minute: this long it may be believed, and a request may take the rest.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(20);

    private static readonly MemoryCacheEntryOptions Entry = new() { Size = 1, AbsoluteExpirationRelativeToNow = KnownFor };

    // That there is none is not remembered: it may come at any moment.
    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <inheritdoc/>
    public async Task<string?> FindAsync(string provider, string subject, CancellationToken cancellation)
    {
        if (known.TryGetValue((provider, subject), out Known? remembered) && time.GetElapsedTime(remembered!.ReadAt) < KnownFor)
            return remembered.PersonId;

        // Counted from before the look: what ends meanwhile is not believed for longer.
        var readAt = time.GetTimestamp();
        string? id;
        await using (var connection = await database.OpenAsync(cancellation))
            id = await ReadAsync(connection, provider, subject, cancellation);
        if (id is not null)
            known.Set((provider, subject), new Known(id, readAt), Entry);
        return id;
    }

    public void Dispose() => known.Dispose();

    private static async Task<string?> ReadAsync(DbConnection connection, string provider, string subject, CancellationToken cancellation)
    {
        const string sql = """
            SELECT PersonId FROM Ties WHERE Provider = @Provider AND Subject = @Subject
            """;
        return await connection.QuerySingleOrDefaultAsync<string>(
            new CommandDefinition(sql, new { Provider = provider, Subject = subject }, cancellationToken: cancellation));
    }

    /// <inheritdoc/>
    public async Task<TiedAccount?> FindAccountAsync(string personId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await FindAccountAsync(connection, null, personId, cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> FormerAsync(string personId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT FormerId FROM FormerRecords WHERE PersonId = @PersonId
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(sql, new { PersonId = personId }, cancellationToken: cancellation))];
    }

    /// <inheritdoc/>
    public async Task<bool> TieAsync(DbConnection connection, DbTransaction transaction, string personId, TiedAccount account, IReadOnlyList<OutgoingLetter> letters, CancellationToken cancellation)
    {
        // The owner may have signed in before us: then the same tie stands already.
        if (await FindAccountAsync(connection, transaction, personId, cancellation) is { } earlier)
            return earlier == account;

        try
        {
            return await InsertAsync(connection, transaction, personId, account, letters, cancellation);
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return false;
        }
    }

    /// <param name="letters">Word of the tie, on its way in the same transaction: there is no tie without it.</param>
    public Task<TieOutcome> TieAsync(string personId, string provider, string subject, CancellationToken cancellation, IReadOnlyList<OutgoingLetter>? letters = null) =>
        CabinetDatabase.RepeatAsync(() => TieOnceAsync(personId, provider, subject, letters ?? [], cancellation), cancellation);

    private async Task<TieOutcome> TieOnceAsync(string personId, string provider, string subject, IReadOnlyList<OutgoingLetter> letters, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            if (!await InsertAsync(connection, transaction, personId, new TiedAccount { Provider = provider, Subject = subject }, letters, cancellation))
                return TieOutcome.Refused;
            await transaction.CommitAsync(cancellation);
            return TieOutcome.Tied;
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            // The same person in two tabs: the other one made the same tie.
            return await ReadAsync(connection, provider, subject, cancellation) == personId ? TieOutcome.Tied : TieOutcome.Elsewhere;
        }
    }

    /// <returns>False if support has parted the two.</returns>
    private async Task<bool> InsertAsync(
        DbConnection connection, DbTransaction transaction, string personId, TiedAccount account, IReadOnlyList<OutgoingLetter> letters, CancellationToken cancellation)
    {
        const string insert = """
            INSERT INTO Ties (PersonId, Provider, Subject, TiedAt) SELECT @PersonId, @Provider, @Subject, @Now
            WHERE NOT EXISTS (SELECT 1 FROM RefusedTies WHERE PersonId = @PersonId AND Provider = @Provider AND (Subject = @Subject OR Subject = @Erased))
            """;
        var now = time.GetUtcNow();
        // A refusal outlives the erasure of whoever was refused.
        var hashes = erased is null ? null : await erased.TryOpenAsync(connection, transaction, cancellation);
        var tie = new { PersonId = personId, account.Provider, account.Subject, Now = now, Erased = hashes?.Subject(account.Provider, account.Subject) };
        if (await connection.ExecuteAsync(new CommandDefinition(insert, tie, transaction, cancellationToken: cancellation)) == 0)
            return false;

        var entry = new AuditEntry("tied") { PersonId = personId, Provider = account.Provider, Subject = account.Subject };
        await AuditTrail.WriteAsync(connection, transaction, entry, now, cancellation);
        if (outbox is not null)
            await outbox.AddAsync(connection, transaction, letters, cancellation);
        return true;
    }

    /// <inheritdoc/>
    public async Task<TiedAccount?> FindAccountAsync(DbConnection connection, DbTransaction? transaction, string personId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Provider, Subject FROM Ties WHERE PersonId = @PersonId
            """;
        return await connection.QuerySingleOrDefaultAsync<TiedAccount>(
            new CommandDefinition(sql, new { PersonId = personId }, transaction, cancellationToken: cancellation));
    }

    private sealed record Known(string PersonId, long ReadAt);
}
