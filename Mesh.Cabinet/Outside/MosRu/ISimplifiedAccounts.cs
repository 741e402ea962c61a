using Mesh.Cabinet.Outside.DomainAccounts;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>Accounts that mos.ru makes for children at a parent's request, without phone and e-mail (R39).</summary>
public interface ISimplifiedAccounts
{
    /// <summary>Whether mos.ru has any account of this child, made by whomever (E25).</summary>
    Task<FindChildOutcome> FindAsync(ChildIdentity child, CancellationToken cancellation);

    /// <summary>Makes the account, unless the child has one; the same request again finds the account that it made.</summary>
    /// <param name="request">The id of our request: mos.ru makes one account for it, however often it comes.</param>
    Task<CreateChildOutcome> CreateAsync(Guid request, ChildIdentity child, string login, TypedPassword password, CancellationToken cancellation);

    /// <summary>Gives an account that we had made a new password.</summary>
    Task<ChildPasswordOutcome> SetPasswordAsync(string subject, TypedPassword password, CancellationToken cancellation);
}

/// <summary>By what mos.ru knows a child.</summary>
/// <param name="MiddleName">Null where the child has none.</param>
/// <param name="Snils">Eleven digits; null where the school does not know them.</param>
public sealed record ChildIdentity(string FamilyName, string GivenName, string? MiddleName, DateOnly BirthDate, string? Snils)
{
    public override string ToString() => "***";
}

/// <summary>What mos.ru knows of a child's account.</summary>
public abstract record FindChildOutcome
{
    private FindChildOutcome()
    {
    }

    /// <param name="SharesPhone">Its phone is on somebody else's account too, such as the parent's (E12).</param>
    public sealed record Found(bool SharesPhone) : FindChildOutcome;

    public sealed record None : FindChildOutcome;

    /// <summary>No answer in time, or one that means nothing.</summary>
    public sealed record Unavailable : FindChildOutcome;
}

/// <summary>What became of a request for an account.</summary>
public abstract record CreateChildOutcome
{
    private CreateChildOutcome()
    {
    }

    /// <param name="Login">The account's login: the first one that was asked for with this request.</param>
    /// <param name="IsRepeated">An earlier try had made it, with the password of that try.</param>
    public sealed record Created(string Subject, string Login, bool IsRepeated) : CreateChildOutcome;

    /// <summary>Somebody else has this login.</summary>
    public sealed record LoginTaken : CreateChildOutcome;

    /// <summary>The child has another account (E25).</summary>
    public sealed record AlreadyThere : CreateChildOutcome;

    public sealed record PasswordRefused(PasswordRule Rule) : CreateChildOutcome;

    /// <summary>No answer in time, or one that means nothing: the account may have been made.</summary>
    public sealed record Unavailable : CreateChildOutcome;
}

/// <summary>What became of a new password.</summary>
public abstract record ChildPasswordOutcome
{
    private ChildPasswordOutcome()
    {
    }

    public sealed record Accepted : ChildPasswordOutcome;

    public sealed record Refused(PasswordRule Rule) : ChildPasswordOutcome;

    /// <summary>mos.ru no longer has this account, or lets us do nothing with it.</summary>
    public sealed record NoAccount : ChildPasswordOutcome;

    public sealed record Unavailable : ChildPasswordOutcome;
}
