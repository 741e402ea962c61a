using Mesh.Cabinet.Outside.MosRu;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>Settings of the receiver, under <c>Events</c> as <see cref="TransmitterOptions"/> are.</summary>
internal sealed record EventOptions
{
    public const string Section = TransmitterOptions.Section;

    /// <summary>Whether a password may come encrypted by plain RSA-OAEP, which rests on SHA-1: for who cannot do better yet.</summary>
    public bool AcceptsRsaOaep { get; init; } = true;
}
