namespace Mesh.Cabinet.Shell;

/// <summary>What a feature can say beside an answer of the help to whoever is signed in: how it stands with them. Cheap, and nothing of it is kept.</summary>
public interface IOwnAnswers
{
    /// <param name="question">The key of the question, which is the name of its file.</param>
    /// <returns>Null where the feature has nothing to say to it.</returns>
    Task<OwnAnswer?> FindAsync(string question, Session session, CancellationToken cancellation);
}

/// <summary>An answer about the person.</summary>
/// <param name="Address">Where they see more, or can do something about it.</param>
/// <param name="LinkWords">What the link is called.</param>
public sealed record OwnAnswer(IReadOnlyList<string> Lines, string Address, string LinkWords);
