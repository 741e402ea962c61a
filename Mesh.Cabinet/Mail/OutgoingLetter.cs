namespace Mesh.Cabinet.Mail;

/// <summary>A letter to a person. It holds no link that signs in, and of the person no more than the given name.</summary>
/// <param name="Kind">What it is about, for counting: <c>tie</c>, …</param>
/// <param name="To">The address.</param>
/// <param name="Text">Plain text; paragraphs are parted by an empty line.</param>
public sealed record OutgoingLetter(string Kind, string To, string Subject, string Text)
{
    public override string ToString() => $"{Kind} ***";
}
