using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Matching;

/// <summary>Whose the records and accounts are that belong to one person.</summary>
internal interface IOwnAccounts
{
    /// <summary>The record with those that were the person's before, and the accounts that are theirs: tied, or once tied and neither parted by support nor another's by now.</summary>
    Task<DataSubject> FindAsync(string personId, CancellationToken cancellation);
}
