using System.Data.Common;

namespace Mesh.Cabinet.Mail;

/// <summary>Letters on their way: written with what they tell of, and sent afterwards by one node, whatever happens in between.</summary>
public interface IOutbox
{
    /// <summary>Puts letters there inside the caller's transaction; where no mail server is set, nothing happens.</summary>
    Task AddAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<Letter> letters, CancellationToken cancellation);
}
