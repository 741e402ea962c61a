using System.DirectoryServices.Protocols;
using System.Globalization;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>An object of the directory, as far as we read it.</summary>
internal sealed class LdapEntry(SearchResultEntry entry)
{
    /// <summary>The attributes that are asked for.</summary>
    public static readonly string[] AttributesRead =
        ["sAMAccountName", LdapUser.IdAttribute, LdapUser.ControlAttribute, "pwdLastSet", .. LdapUser.Described];

    public string Dn => entry.DistinguishedName;

    public string? Login => Text("sAMAccountName");

    /// <summary>Our activation's id; null if the object is not ours.</summary>
    public Guid? Id => Guid.TryParseExact(Text(LdapUser.IdAttribute), "D", out var id) ? id : null;

    /// <summary>The bits of userAccountControl; null for a group and the like.</summary>
    public int? Control => int.TryParse(Text(LdapUser.ControlAttribute), CultureInfo.InvariantCulture, out var control) ? control : null;

    public bool IsEnabled => Control is { } control && (control & LdapUser.Disabled) == 0;

    public string? Text(string name) =>
        entry.Attributes[name] is { Count: > 0 } values && values.GetValues(typeof(string)) is [string text, ..] ? text : null;

    public FindOutcome.Found Read(IReadOnlyList<string> networks) => new(
        Id, Login ?? "", IsEnabled,
        Enum.TryParse<DomainAccountKind>(Text(LdapUser.KindAttribute), out var kind) ? kind : null,
        Text("mail"),
        networks,
        // 0 says «must be changed at the next sign-in».
        long.TryParse(Text("pwdLastSet"), CultureInfo.InvariantCulture, out var set) && set > 0 ? DateTimeOffset.FromFileTime(set).ToUniversalTime() : null) { IsMarkedTeacher = Text(LdapUser.TeamsAttribute) == LdapUser.TeamsMark };
}
