namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>The directory of the МЭШ domain: the accounts that PCs, Wi-Fi and Teams accept.</summary>
public interface IDomainAccounts
{
    /// <summary>
    /// Makes the account, enabled and with its password and networks, in one write. Repeating it is safe: an account that
    /// already bears our id is ours and gets the password again (E36, E38).
    /// </summary>
    Task<CreateOutcome> CreateAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation);
}

/// <summary>An account as the directory should hold it.</summary>
/// <param name="Id">Our activation's id, by which the object is provably ours.</param>
/// <param name="TeamsAddress">«login@zao.obr.mos.ru»; null for who has no Teams (R33).</param>
/// <param name="Networks">Wi-Fi networks that accept the account (D5).</param>
public sealed record DomainAccount(
    Guid Id, string Login, AccountHolder Holder, DomainAccountKind Kind, string? TeamsAddress, IReadOnlyList<string> Networks);

/// <summary>The name of the person, as the school holds it.</summary>
public sealed record AccountHolder(string FamilyName, string GivenName, string? MiddleName, string DisplayName);

/// <summary>Whose account it is; teaching posts are marked for Teams (D10).</summary>
public enum DomainAccountKind { Student, Staff, Teacher }

/// <summary>How the creation of an account ended.</summary>
public abstract record CreateOutcome
{
    private CreateOutcome()
    {
    }

    /// <summary>The account stands, enabled, with this password.</summary>
    public sealed record Created : CreateOutcome;

    /// <summary>Somebody else's object bears the name.</summary>
    public sealed record NameTaken : CreateOutcome;

    /// <summary>The directory refused the password by its own policy.</summary>
    public sealed record PasswordRefused : CreateOutcome;

    /// <summary>No answer, or an error that says nothing about the account. It may or may not have been made.</summary>
    public sealed record Unavailable : CreateOutcome;
}
