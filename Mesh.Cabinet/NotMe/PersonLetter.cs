namespace Mesh.Cabinet.NotMe;

/// <summary>A letter about something in an account that the person may not have done: each address gets a word of its own for «Это был не я».</summary>
/// <param name="Kind">See <see cref="Mail.LetterKind"/>.</param>
/// <param name="To">None where the account has no e-mail: then nothing is sent, and the cabinet tells.</param>
/// <param name="Text">From the word's address to the text; paragraphs are parted by «|».</param>
public sealed record PersonLetter(string Kind, string Provider, string Subject, IReadOnlyList<string> To, string Title, Func<Uri, string> Text)
{
    public override string ToString() => $"{Kind} ***";
}
