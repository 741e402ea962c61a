using System.Diagnostics;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>Parts that a machine may lack: a test that needs one is skipped visibly, or fails where CI must have it.</summary>
internal static class DebianParts
{
    /// <summary>Debian's Chromium, which the journeys drive: without a window where it is installed so, because a window that nobody sees costs processor time.</summary>
    public static string Chromium { get; } = new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium" }.FirstOrDefault(File.Exists) ?? "";

    public const string SystemdAnalyze = "/usr/bin/systemd-analyze";

    public const string Nginx = "/usr/sbin/nginx";

    public const string Promtool = "/usr/bin/promtool";

    private static readonly (string File, string Name)[] OfDomain =
    [
        ("/usr/sbin/samba", "Samba (samba-ad-dc)"),
        ("/usr/share/samba/setup/provision.ldif", "Samba's templates (samba-ad-provision)"),
        ("/usr/sbin/winbindd", "winbind"),
        ("/usr/bin/ldapsearch", "ldapsearch (ldap-utils)"),
        ("/usr/bin/kinit", "kinit (krb5-user)"),
        ("/usr/sbin/freeradius", "FreeRADIUS (freeradius)"),
        ("/usr/bin/eapol_test", "eapol_test (eapoltest)"),
    ];

    /// <summary>What a domain of one's own needs and this machine lacks; null if it can be started.</summary>
    public static string? MissingForDomain { get; } = MissingPackage ?? MissingRight;

    private static string? MissingPackage => OfDomain.Where(part => !File.Exists(part.File)).Select(part => part.Name).FirstOrDefault();

    // Not even CI can install a right: root in a container may lack it.
    private static string? MissingRight => MayHaveNamespaces() ? null : "root with the right to namespaces (unshare)";

    public static void Need(bool isThere, string name)
    {
        if (!isThere && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail($"CI lacks a part that the tests need: {name}.");
        Assert.SkipUnless(isThere, $"Needs {name}.");
    }

    public static void NeedChromium() => Need(File.Exists(Chromium), "Chromium");

    public static void NeedNginx() => Need(File.Exists(Nginx), "nginx (nginx-light)");

    public static void NeedSystemd() => Need(File.Exists(SystemdAnalyze), "systemd-analyze (systemd)");

    public static void NeedPromtool() => Need(File.Exists(Promtool), "promtool (prometheus)");

    public static void NeedDomain()
    {
        Need(MissingPackage is null, MissingPackage ?? "");
        Assert.SkipUnless(MissingForDomain is null, $"Needs {MissingForDomain}.");
    }

    private static bool MayHaveNamespaces()
    {
        if (!Environment.IsPrivilegedProcess)
            return false;
        using var trial = Process.Start("/usr/bin/unshare", ["--mount", "--pid", "--fork", "--mount-proc", "/bin/true"]);
        trial.WaitForExit();
        return trial.ExitCode == 0;
    }
}
