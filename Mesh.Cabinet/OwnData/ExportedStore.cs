using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.OwnData;

/// <summary>Keeps on record that a person took their data: whoever did not do so sees it in the history.</summary>
internal sealed class ExportedStore(CabinetDatabase database, TimeProvider time)
{
    public async Task AddAsync(Session session, string browser, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var entry = new AuditEntry("data-exported") { Provider = session.Profile.Provider, Subject = session.Profile.Subject, Device = browser };
        await AuditTrail.WriteAsync(connection, transaction, entry, time.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
