using System.Security.Cryptography;
using System.Text;

namespace Mesh.Cabinet.Children;

/// <summary>One version of what an adult agrees to.</summary>
public sealed record ConsentText(int Version, IReadOnlyList<string> Paragraphs)
{
    /// <summary>SHA-256 of the words, so that nobody can say later that they were others.</summary>
    public byte[] Hash { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Paragraphs)));

    /// <summary>
    /// Whether a consent still counts: of this text, or of a later one that another node of a newer release has shown. An older one
    /// is asked for again, and none is ever taken back to an older text (E29).
    /// </summary>
    internal bool IsCoveredBy(GivenConsent? given) => given is not null
        && (given.Version > Version || (given.Version == Version && given.TextHash.AsSpan().SequenceEqual(Hash)));
}

/// <summary>What is asked now. Whoever changes a word of it raises the version.</summary>
internal sealed class Consent
{
    public const int Version = 1;

    public ConsentText Current { get; init; } = new(Version, [ChildrenText.Consent1, ChildrenText.Consent2, ChildrenText.Consent3, ChildrenText.Consent4]);
}
