using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Audit;

/// <summary>Takes a person out of the audit trail: their keys are destroyed and their entries emptied in one transaction, and the chain stands as it did.</summary>
internal sealed class ErasedTrailStore(CabinetDatabase database, ChainStore chain, AuditKeyStore keys, LeaseStore leases, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = 3 * LeaseStore.Length;
    private readonly Guid holder = Guid.NewGuid();

    /// <returns>False if whoever seals did not let go: nothing is changed.</returns>
    public async Task<bool> EraseAsync(DataSubject person, CancellationToken cancellation)
    {
        // Whoever seals would bind anew what is being emptied.
        if (!await HoldAsync(cancellation))
            return false;
        try
        {
            await using var connection = await database.OpenAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            if (await chain.FindEndAsync(connection, transaction, cancellation) is HeldEnd.Held held)
                await keys.DestroyAsync(connection, transaction, held.Key, Holders(person), cancellation);
            await EmptyAsync(connection, transaction, person, cancellation);
            await transaction.CommitAsync(cancellation);
            return true;
        }
        finally
        {
            await leases.ReleaseAsync(AuditSealer.Lease, holder, CancellationToken.None);
        }
    }

    private async Task EmptyAsync(DbConnection connection, DbTransaction transaction, DataSubject person, CancellationToken cancellation)
    {
        // A browser is its owner's: whose hand it was, or whom the entry tells of. An account's entry may have a record besides, and then the rest is the record's.
        var records = $"""
            UPDATE AuditTrail SET PersonId = NULL, Detail = NULL, Device = CASE WHEN ByPersonId IS NULL THEN NULL ELSE Device END WHERE PersonId IN {database.List("@Records")}
            """;
        var hands = $"""
            UPDATE AuditTrail SET ByPersonId = NULL, Device = NULL WHERE ByPersonId IN {database.List("@Records")}
            """;
        const string account = """
            UPDATE AuditTrail SET Provider = NULL, Subject = NULL, Detail = CASE WHEN PersonId IS NULL THEN NULL ELSE Detail END,
                Device = CASE WHEN PersonId IS NULL AND ByPersonId IS NULL THEN NULL ELSE Device END
            WHERE Provider = @Provider AND Subject = @Subject
            """;
        var values = new { Records = Dialect.ListValue(person.Records) };
        await connection.ExecuteAsync(new CommandDefinition(records, values, transaction, cancellationToken: cancellation));
        foreach (var one in person.Accounts)
            await connection.ExecuteAsync(new CommandDefinition(account, one, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(hands, values, transaction, cancellationToken: cancellation));
    }

    private static List<string> Holders(DataSubject person) =>
        [.. person.Records.Select(TrailEntry.HolderOfRecord), .. person.Accounts.Select(account => TrailEntry.HolderOfAccount(account.Provider, account.Subject))];

    private async Task<bool> HoldAsync(CancellationToken cancellation)
    {
        for (var begun = time.GetTimestamp(); !await leases.TryHoldAsync(AuditSealer.Lease, holder, cancellation);)
        {
            if (time.GetElapsedTime(begun) > Patience)
                return false;
            await Task.Delay(Pause, time, cancellation);
        }

        return true;
    }
}
