namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>
/// The directory of the МЭШ domain: the accounts that PCs, Wi-Fi and Teams accept. An object is found by our id, whatever its name, and
/// only then by its name (E43). What it refuses of one object is told apart from a directory that is away (E45).
/// </summary>
public interface IDomainAccounts
{
    /// <summary>
    /// Makes the account, enabled and with its password and networks, in one write. Repeating it is safe: an account that
    /// already bears our id is ours and gets the password again (E36, E38).
    /// </summary>
    Task<CreateOutcome> CreateAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation);

    /// <summary>Makes the object equal to what it should be, all but its password and its name. Repeating it changes nothing.</summary>
    Task<KeepOutcome> KeepAsync(DomainAccount account, CancellationToken cancellation);

    /// <summary>Sets the password of an object that bears our id (R49).</summary>
    Task<SetPasswordOutcome> SetPasswordAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation);

    /// <summary>What the directory holds under our id; if nothing, what it holds under this login.</summary>
    Task<FindOutcome> FindAsync(Guid id, string login, CancellationToken cancellation);

    /// <summary>Takes every object away that bears our id. Repeating it is safe.</summary>
    Task<RemoveOutcome> RemoveAsync(Guid id, string login, CancellationToken cancellation);
}

/// <summary>How taking an account away ended.</summary>
public abstract record RemoveOutcome
{
    private RemoveOutcome()
    {
    }

    /// <summary>Nothing bears our id, now or already before.</summary>
    public sealed record Removed : RemoveOutcome;

    /// <summary>The directory answers, and lets nobody remove it.</summary>
    public sealed record Refused : RemoveOutcome;

    /// <inheritdoc cref="KeepOutcome.Unavailable"/>
    public sealed record Unavailable : RemoveOutcome;
}

/// <summary>How the creation of an account ended.</summary>
public abstract record CreateOutcome
{
    private CreateOutcome()
    {
    }

    /// <summary>The account stands, with this password.</summary>
    /// <param name="IsWhole">Whether all the rest was taken too.</param>
    public sealed record Created(HeldAccount Held, bool IsWhole) : CreateOutcome;

    /// <summary>Somebody else's object bears the name.</summary>
    public sealed record NameTaken : CreateOutcome;

    /// <summary>The directory refused the password by its own policy.</summary>
    public sealed record PasswordRefused : CreateOutcome;

    /// <inheritdoc cref="KeepOutcome.Refused"/>
    public sealed record Refused : CreateOutcome;

    /// <inheritdoc cref="KeepOutcome.Twice"/>
    public sealed record Twice : CreateOutcome;

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
    public sealed record Kept(HeldAccount Held) : KeepOutcome;

    /// <summary>No object bears our id.</summary>
    public sealed record Missing : KeepOutcome;

    /// <summary>The directory answers, and does not take something of this object (E45, E48).</summary>
    /// <param name="Held">What it holds; null if not even that is known.</param>
    /// <param name="IsOfAll">The directory takes this of nobody: no object is to blame.</param>
    public sealed record Refused(HeldAccount? Held = null, bool IsOfAll = false) : KeepOutcome;

    /// <summary>More than one object bears our id: none was touched but to switch it off (E43).</summary>
    public sealed record Twice : KeepOutcome;

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

    /// <summary>The directory lets nobody set the password of this object, or cannot tell which object is meant.</summary>
    public sealed record NotAllowed : SetPasswordOutcome;

    /// <inheritdoc cref="KeepOutcome.Missing"/>
    public sealed record Missing : SetPasswordOutcome;

    /// <inheritdoc cref="KeepOutcome.Unavailable"/>
    public sealed record Unavailable : SetPasswordOutcome;
}

/// <summary>What was found.</summary>
public abstract record FindOutcome
{
    private FindOutcome()
    {
    }

    /// <param name="Id">Our activation's id; null if the object is not ours.</param>
    /// <param name="Login">The name that works.</param>
    /// <param name="PasswordSetAt">Null where the directory does not tell.</param>
    public sealed record Found(
        Guid? Id, string Login, bool IsEnabled, DomainAccountKind? Kind, string? TeamsAddress, IReadOnlyList<string> Networks, DateTimeOffset? PasswordSetAt) : FindOutcome
    {
        /// <summary>The object bears the mark by which Teams knows who may teach (D10, R50); null where the directory does not show it.</summary>
        public bool? IsMarkedTeacher { get; init; }
    }

    public sealed record Missing : FindOutcome;

    /// <summary>More than one object bears our id.</summary>
    public sealed record Twice(bool AnyEnabled) : FindOutcome;

    /// <inheritdoc cref="KeepOutcome.Unavailable"/>
    public sealed record Unavailable : FindOutcome;
}
