using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Contacts;

/// <summary>Keeps on record that contacts were shown in full: when, and in which browser.</summary>
internal sealed class ShownContactsStore(CabinetDatabase database, TimeProvider time)
{
    public async Task AddAsync(Session session, string personId, string device, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var entry = new AuditEntry("contacts-shown") { PersonId = personId, Provider = session.Profile.Provider, Subject = session.Profile.Subject, Device = device };
        await AuditTrail.WriteAsync(connection, transaction, entry, time.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
