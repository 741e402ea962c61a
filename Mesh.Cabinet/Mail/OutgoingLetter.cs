namespace Mesh.Cabinet.Mail;

/// <summary>A letter to a person. It holds no link that signs in, and of the person no more than the given name.</summary>
/// <param name="Kind">What it is about, see <see cref="LetterKind"/>.</param>
/// <param name="To">The address.</param>
/// <param name="Text">Plain text; paragraphs are parted by an empty line.</param>
/// <param name="Account">Whose choice decides whether it is sent at all; null where nobody's does.</param>
public sealed record OutgoingLetter(string Kind, string To, string Subject, string Text, string? Account = null)
{
    public override string ToString() => $"{Kind} ***";
}
