using System.DirectoryServices.Protocols;
using System.Globalization;
using System.Text;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>An account as Active Directory writes it.</summary>
internal static class LdapUser
{
    /// <summary>
    /// Where our id stands. Every domain since Windows Server 2012 has the attribute and an index on it, it means nothing to
    /// Windows, and staff registers and Exchange, who fill employeeID, employeeNumber and extensionAttribute1–15, leave it alone.
    /// </summary>
    public const string IdAttribute = "msDS-cloudExtensionAttribute15";

    public const string ControlAttribute = "userAccountControl";
    public const string KindAttribute = "employeeType";

    /// <summary>ACCOUNTDISABLE.</summary>
    public const int Disabled = 0x2;

    private const int NormalAccount = 0x200;

    // mos.ru says when a password ends (R49); by the domain's default the account would stop working after 42 days.
    private const int PasswordNeverExpires = 0x10000;

    private const int MaxLoginLength = 20;
    private const int MaxNameLength = 64;
    private const int MaxDisplayNameLength = 256;

    /// <summary>The word by which Teams knows who may teach (D10, R50), and where it stands.</summary>
    public const string TeamsAttribute = "comment";

    /// <inheritdoc cref="TeamsAttribute"/>
    public const string TeamsMark = "Teacher";

    /// <summary>The attributes that follow the person's life. Names are given once: an administrator may change them (E43).</summary>
    public static readonly string[] Described =
        ["sn", "givenName", "middleName", "displayName", "mail", "department", KindAttribute, TeamsAttribute];

    /// <exception cref="LdapNameException">Windows would refuse the login; Samba would not.</exception>
    public static void Check(DomainAccount account)
    {
        if (account.Login.Length > MaxLoginLength)
            throw new LdapNameException();
    }

    /// <summary>The whole account in one request: a refused password leaves nothing behind.</summary>
    public static AddRequest Add(DomainAccount account, TypedPassword password, LdapOptions options)
    {
        var request = new AddRequest(
            Dn(account, options),
            new DirectoryAttribute("objectClass", "user"),
            new DirectoryAttribute("sAMAccountName", account.Login),
            new DirectoryAttribute("userPrincipalName", Upn(account.Login, options)),
            new DirectoryAttribute(IdAttribute, account.Id.ToString("D")),
            new DirectoryAttribute(ControlAttribute, Written(NormalAccount | PasswordNeverExpires)),
            new DirectoryAttribute("unicodePwd", Encoded(password)));
        foreach (var (name, value) in Describe(account, account.TeamsAddress))
        {
            if (value is not null)
                request.Attributes.Add(new DirectoryAttribute(name, value));
        }

        return request;
    }

    /// <summary>What makes the object equal to the account, but for its switch; null if it is already.</summary>
    public static ModifyRequest? Changes(LdapEntry found, DomainAccount account)
    {
        var changes = Describe(account, account.AddressOf(found.Login ?? account.Login, found.Text("mail")))
            .Where(wanted => wanted.Value != found.Text(wanted.Name))
            .Select(wanted => Replace(wanted.Name, wanted.Value)).ToArray();
        return changes.Length == 0 ? null : new ModifyRequest(found.Dn, changes);
    }

    /// <summary>Switches the object on or off; its other flags stay.</summary>
    /// <param name="dn">Where it stands now, if it has moved.</param>
    public static ModifyRequest Switch(LdapEntry found, bool isOn, string? dn = null)
    {
        var bits = found.Control ?? NormalAccount;
        return new ModifyRequest(dn ?? found.Dn, Replace(ControlAttribute, Written((isOn ? bits & ~Disabled : bits | Disabled) | PasswordNeverExpires)));
    }

    /// <summary>Lets its password not end by itself, and leaves its switch alone; null if that is so already.</summary>
    public static ModifyRequest? KeepPassword(LdapEntry found, string dn) => found.Control is { } bits && (bits & PasswordNeverExpires) == 0
        ? new ModifyRequest(dn, Replace(ControlAttribute, Written(bits | PasswordNeverExpires)))
        : null;

    /// <summary>Sets the password as an administrator does, and ends a lock-out that devices with the old one have earned (E39).</summary>
    public static ModifyRequest SetPassword(LdapEntry found, TypedPassword password)
    {
        var change = new DirectoryAttributeModification { Name = "unicodePwd", Operation = DirectoryAttributeOperation.Replace };
        change.Add(Encoded(password));
        return new ModifyRequest(found.Dn, change, Replace("lockoutTime", "0"));
    }

    /// <summary>The login names the object: unique in the unit, and far below the 64 characters that a CN may have.</summary>
    public static string Dn(DomainAccount account, LdapOptions options) => $"CN={LdapText.InDn(account.Login)},{LdapUnits.Of(account, options)}";

    public static string Upn(string login, LdapOptions options) => $"{login}@{options.UpnSuffix}";

    private static IEnumerable<(string Name, string? Value)> Describe(DomainAccount account, string? address) => Described.Zip<string, string?>(
    [
        LdapText.Cut(account.Holder.FamilyName, MaxNameLength),
        LdapText.Cut(account.Holder.GivenName, MaxNameLength),
        LdapText.Cut(account.Holder.MiddleName, MaxNameLength),
        LdapText.Cut(account.Holder.DisplayName, MaxDisplayNameLength),
        address,
        LdapText.Cut(account.School, MaxNameLength),
        account.Kind.ToString(),
        account.Kind is DomainAccountKind.Teacher ? TeamsMark : null,
    ]);

    private static string Written(int bits) => bits.ToString(CultureInfo.InvariantCulture);

    private static DirectoryAttributeModification Replace(string name, string? value)
    {
        var change = new DirectoryAttributeModification { Name = name, Operation = DirectoryAttributeOperation.Replace };
        if (value is not null)
            change.Add(value);
        return change;
    }

    // In quotes and UTF-16 (MS-ADTS 3.1.1.3.1.5).
    private static byte[] Encoded(TypedPassword password) => Encoding.Unicode.GetBytes($"\"{password.Reveal()}\"");
}

/// <summary>A login that must not come so far.</summary>
internal sealed class LdapNameException() : Exception("The login is longer than Windows takes.");
