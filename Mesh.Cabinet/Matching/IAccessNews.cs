using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Matching;

/// <summary>What a feature has to tell somebody to whom nothing is open, and whose cabinet does not tell it.</summary>
public interface IAccessNews
{
    /// <summary>Sentences; none where there is nothing new.</summary>
    Task<IReadOnlyList<string>> OfAsync(Session session, CancellationToken cancellation);
}
