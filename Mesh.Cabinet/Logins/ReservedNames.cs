using System.Collections.Frozen;

namespace Mesh.Cabinet.Logins;

/// <summary>Names that a person must never get as a login: built-in accounts of Active Directory and devices of Windows (D2, E34).</summary>
internal static class ReservedNames
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "administrator", "guest", "krbtgt", "defaultaccount", "wdagutilityaccount", "system",
        "localservice", "networkservice", "everyone", "users", "guests", "administrators",
        "con", "prn", "aux", "nul",
        "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
        "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string login) => Names.Contains(login);
}
