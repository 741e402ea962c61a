using System.Collections.Frozen;

namespace Mesh.Cabinet.Logins;

/// <summary>
/// Names that a person must never get as a login: built-in accounts of Active Directory, devices of Windows, and whoever people would
/// take for the house itself, the mailboxes of RFC 2142 among them (D2, E34). A login issued before its name came here stays.
/// </summary>
internal static class ReservedNames
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "administrator", "guest", "krbtgt", "defaultaccount", "wdagutilityaccount", "system",
        "localservice", "networkservice", "everyone", "users", "guests", "administrators",
        "con", "prn", "aux", "nul",
        "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
        "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
        "admin", "admins", "root", "sysadmin", "superuser", "sudo", "daemon", "nobody", "anonymous", "service", "services", "operator", "helpdesk", "help", "test",
        "info", "marketing", "sales", "support", "abuse", "noc", "security", "postmaster", "hostmaster", "usenet", "news", "webmaster", "www", "uucp", "ftp",
        "mail", "mailer-daemon", "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string login) => Names.Contains(login);
}
