using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Desk.People;

/// <summary>Keeps on record that an operator looked at somebody's numbers, or at what somebody sees: the person reads it in the own history.</summary>
internal sealed class NumbersStore(CabinetDatabase database, TimeProvider time)
{
    public const string Event = "numbers-shown";
    public const string Seen = "seen-as-person";

    public Task LookedAsync(CaseOperator by, string personId, CancellationToken cancellation) =>
        WriteAsync(new AuditEntry(Event) { PersonId = personId, ByPersonId = By(by) }, cancellation);

    /// <param name="personId">Null where no record is the person's yet.</param>
    public Task SawAsync(CaseOperator by, string provider, string subject, string? personId, CancellationToken cancellation) =>
        WriteAsync(new AuditEntry(Seen) { PersonId = personId, Provider = provider, Subject = subject, ByPersonId = By(by) }, cancellation);

    private static string By(CaseOperator by) => by.PersonId ?? AuditEntry.BySupport;

    private async Task WriteAsync(AuditEntry entry, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await AuditTrail.WriteAsync(connection, transaction, entry, time.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
