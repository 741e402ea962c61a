using Mesh.Cabinet.Outside.DomainAccounts;

namespace Mesh.Cabinet.Children;

/// <summary>How something that an adult did for a child ended.</summary>
internal abstract record ChildOutcome
{
    private ChildOutcome()
    {
    }

    public sealed record Done : ChildOutcome;

    /// <summary>No such child, or not this person's: one answer.</summary>
    public sealed record NotFound : ChildOutcome;

    /// <summary>A relative may only look.</summary>
    public sealed record MayOnlyLook : ChildOutcome;

    /// <summary>The page has moved on: there is an account already, or none that we could touch (E25).</summary>
    public sealed record NotNow : ChildOutcome;

    /// <summary>The other parent is at it (E28).</summary>
    public sealed record Busy : ChildOutcome;

    /// <summary>The text was never agreed to, or has changed since (E29).</summary>
    public sealed record ConsentFirst : ChildOutcome;

    public sealed record LoginIllegal(string Typed) : ChildOutcome;

    /// <param name="Typed">Held at school or at mos.ru by somebody else.</param>
    public sealed record LoginTaken(string Typed) : ChildOutcome;

    /// <summary>Somebody else at mos.ru has the child's ЭЖД login: only support can help (R25).</summary>
    public sealed record JournalLoginTaken : ChildOutcome;

    public sealed record PasswordMissing : ChildOutcome;

    public sealed record PasswordBreaksRule(PasswordRule Rule) : ChildOutcome;

    public sealed record TooManyTries : ChildOutcome;

    /// <summary>mos.ru gave no answer: the same again goes on from there.</summary>
    public sealed record MosRuUnavailable : ChildOutcome;
}
