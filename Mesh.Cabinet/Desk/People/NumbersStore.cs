using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Desk.People;

/// <summary>Keeps on record that an operator looked at somebody's numbers: the person reads it in the own history.</summary>
internal sealed class NumbersStore(CabinetDatabase database, TimeProvider time)
{
    public const string Event = "numbers-shown";

    public async Task LookedAsync(CaseOperator by, string personId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await AuditTrail.WriteAsync(connection, transaction, new AuditEntry(Event) { PersonId = personId, ByPersonId = by.PersonId ?? AuditEntry.BySupport }, time.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
