namespace Mesh.Cabinet.Outside.DomainAccounts;

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

    /// <summary>How we left the object when we last wrote its switch; null if nobody knows.</summary>
    public bool? WasLeftEnabled { get; init; }

    /// <summary>What is to be done to the switch of an object: what an administrator switched off stays off (E56).</summary>
    internal AccountSwitch SwitchOf(bool isEnabled) => (IsEnabled, isEnabled) switch
    {
        (false, true) => AccountSwitch.Off,
        (true, false) when WasLeftEnabled is not true => AccountSwitch.On,
        _ => AccountSwitch.Leave,
    };

    /// <summary>The object after its switch was set.</summary>
    internal HeldAccount Held(string login, bool wasEnabled) => new(login, !wasEnabled && WasLeftEnabled is true);

    /// <summary>The address of an object whose name is not ours any more: the part before the @ is the administrator's.</summary>
    internal string? AddressOf(string login, string? address) => TeamsAddress is { } ours && !string.Equals(login, Login, StringComparison.OrdinalIgnoreCase)
        ? $"{(address is { Length: > 0 } held ? held.Split('@')[0] : login)}{ours[ours.IndexOf('@', StringComparison.Ordinal)..]}"
        : TeamsAddress;
}

/// <summary>What is to be done to an object's switch.</summary>
internal enum AccountSwitch { Leave, On, Off }

/// <summary>An object of ours as the directory holds it.</summary>
/// <param name="Login">The name that works; an administrator may have given it another (E43).</param>
/// <param name="IsHeldOff">An administrator switched it off (E56).</param>
public sealed record HeldAccount(string Login, bool IsHeldOff);

/// <summary>The name of the person, as the school holds it.</summary>
public sealed record AccountHolder(string FamilyName, string GivenName, string? MiddleName, string DisplayName);

/// <summary>Whose account it is; teaching posts are marked for Teams (D10).</summary>
public enum DomainAccountKind { Student, Staff, Teacher }
