using System.Data.Common;

namespace Mesh.Cabinet.Database;

/// <summary>
/// Whoever keeps rows under the id of a person's record. When support moves a person to another record, or a record to another account
/// (E44), each follower changes its own rows inside the one transaction of the move.
/// </summary>
public interface IRecordFollower
{
    /// <summary>Whether the record has something of which a person can have one only, so that another's cannot be joined to it.</summary>
    Task<bool> HasOwnAsync(DbConnection connection, DbTransaction transaction, string personId, CancellationToken cancellation) => Task.FromResult(false);

    /// <summary>Brings every row of one record to another.</summary>
    /// <returns>How many rows that were.</returns>
    Task<int> MoveAsync(DbConnection connection, DbTransaction transaction, string fromId, string toId, CancellationToken cancellation);

    /// <summary>The account that the record had is its own no longer: what that account proved has to be proved anew.</summary>
    Task UntiedAsync(DbConnection connection, DbTransaction transaction, string personId, CancellationToken cancellation) => Task.CompletedTask;
}
