namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>The directory of the МЭШ domain: the accounts that PCs, Wi-Fi and Teams accept.</summary>
public interface IDomainAccounts
{
    /// <summary>
    /// Makes the account, enabled and with its password and networks, in one write. Repeating it is safe: an account that
    /// already bears our id is ours and gets the password again (E36, E38).
    /// </summary>
    Task<CreateOutcome> CreateAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation);

    /// <summary>Makes the object equal to what it should be, all but its password. Repeating it changes nothing.</summary>
    Task<KeepOutcome> KeepAsync(DomainAccount account, CancellationToken cancellation);

    /// <summary>Sets the password of an object that bears our id (R49).</summary>
    Task<SetPasswordOutcome> SetPasswordAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation);

    /// <summary>What the directory holds under this login.</summary>
    Task<FindOutcome> FindAsync(string login, CancellationToken cancellation);
}

/// <summary>An account as the directory should hold it.</summary>
/// <param name="Id">Our activation's id, by which the object is provably ours.</param>
/// <param name="TeamsAddress">«login@zao.obr.mos.ru»; null for who has no Teams (R33).</param>
/// <param name="Networks">Wi-Fi networks that accept the account (D5).</param>
/// <param name="School">The id of the primary school, by which a directory may sort its accounts.</param>
public sealed record DomainAccount(
    Guid Id, string Login, AccountHolder Holder, DomainAccountKind Kind, string? TeamsAddress, IReadOnlyList<string> Networks, string School)
{
    /// <summary>Whether the account opens anything; a new one does.</summary>
    public bool IsEnabled { get; init; } = true;
}

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

/// <summary>How keeping an account as it should be ended.</summary>
public abstract record KeepOutcome
{
    private KeepOutcome()
    {
    }

    /// <summary>The object is as it should be.</summary>
    public sealed record Kept : KeepOutcome;

    /// <summary>No object of this login bears our id.</summary>
    public sealed record Missing : KeepOutcome;

    /// <summary>No answer, or an error that says nothing about the account.</summary>
    public sealed record Unavailable : KeepOutcome;
}

/// <summary>How setting a password ended.</summary>
public abstract record SetPasswordOutcome
{
    private SetPasswordOutcome()
    {
    }

    /// <summary>The directory accepts this password, and no earlier one (E39).</summary>
    public sealed record Accepted : SetPasswordOutcome;

    /// <summary>The directory refused it by its own policy (D14).</summary>
    public sealed record Refused : SetPasswordOutcome;

    /// <inheritdoc cref="KeepOutcome.Missing"/>
    public sealed record Missing : SetPasswordOutcome;

    /// <inheritdoc cref="KeepOutcome.Unavailable"/>
    public sealed record Unavailable : SetPasswordOutcome;
}

/// <summary>What was found under a login.</summary>
public abstract record FindOutcome
{
    private FindOutcome()
    {
    }

    /// <param name="Id">Our activation's id; null if the object is not ours.</param>
    /// <param name="PasswordSetAt">Null where the directory does not tell.</param>
    public sealed record Found(
        Guid? Id, bool IsEnabled, DomainAccountKind? Kind, string? TeamsAddress, IReadOnlyList<string> Networks, DateTimeOffset? PasswordSetAt) : FindOutcome;

    public sealed record Missing : FindOutcome;

    /// <inheritdoc cref="KeepOutcome.Unavailable"/>
    public sealed record Unavailable : FindOutcome;
}
