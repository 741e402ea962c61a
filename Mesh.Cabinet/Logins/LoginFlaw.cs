namespace Mesh.Cabinet.Logins;

/// <summary>Why a login does not meet the rules, for the person to read (R26, D3, E32).</summary>
public abstract record LoginFlaw
{
    private LoginFlaw()
    {
    }

    /// <param name="Character">The character as a person sees it; a surrogate pair is one.</param>
    /// <param name="Place">Counted from 1.</param>
    public sealed record Forbidden(string Character, int Place, ForbiddenKind Kind) : LoginFlaw;

    /// <summary>A Cyrillic letter, which becomes Latin letters.</summary>
    public sealed record Cyrillic(string Character, int Place, string Becomes) : LoginFlaw;

    /// <summary>More than <see cref="LoginRules.MaxLength"/> characters.</summary>
    public sealed record TooLong(int Length) : LoginFlaw;

    /// <summary>The name of a built-in account or a device.</summary>
    public sealed record Reserved(string Name) : LoginFlaw;
}

/// <summary>What sort of forbidden character it is.</summary>
public enum ForbiddenKind { Space, Punctuation, Control, Foreign }
