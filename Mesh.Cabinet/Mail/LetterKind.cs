namespace Mesh.Cabinet.Mail;

/// <summary>What a letter is about, for counting, and for whoever wants some of them only.</summary>
public static class LetterKind
{
    /// <summary>A sign-in in a browser that the account does not know.</summary>
    public const string SignIn = "sign-in";

    public const string Device = "device";

    public const string Activated = "activated";

    public const string Tie = "tie";

    /// <summary>Support has written, or has closed a case.</summary>
    public const string Case = "case";

    /// <summary>An import has opened what was closed.</summary>
    public const string Access = "access";

    public const string NotMe = "not-me";

    /// <summary>To those who handle cases.</summary>
    public const string Operators = "operators";

    /// <summary>Those that a person may refuse. What tells of somebody else in the account is none of them.</summary>
    public static IReadOnlyList<string> Refusable { get; } = [SignIn, Activated, Case, Access];
}
