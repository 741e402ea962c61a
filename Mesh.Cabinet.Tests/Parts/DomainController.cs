using System.Diagnostics;
using System.Net;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>
/// A Samba domain controller and a FreeRADIUS server for the Wi-Fi, private to this test process: a folder, a loopback address
/// and namespaces of their own. They end with this process, however it ends.
/// </summary>
internal sealed class DomainController : IAsyncDisposable
{
    public const string AdministratorPassword = "Adm1n-Passw0rd!";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly string Templates = Path.Combine(TestPlaces.Root, "Mesh.Cabinet.Tests", "Parts", "Domain");

    private readonly string folder;
    private Process? namespaces;

    private DomainController(string folder)
    {
        this.folder = folder;
        // Ports of a domain controller cannot be moved: each test process has another address.
        var process = Environment.ProcessId;
        Address = new IPAddress([127, (byte)(64 + (process >> 14) % 64), (byte)(process >> 7 & 127), (byte)(1 + (process & 127))]);
    }

    public IPAddress Address { get; }

    public string CertificateFolder => Path.Combine(folder, "authority");

    public string KerberosSettings => Path.Combine(folder, "krb5.conf");

    public static async Task<DomainController> StartAsync()
    {
        var domain = new DomainController(Directory.CreateTempSubdirectory("domain-").FullName);
        try
        {
            await domain.ProvisionAsync();
            await domain.RunAsync();
            return domain;
        }
        catch
        {
            await domain.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (namespaces is not null)
        {
            namespaces.StandardInput.Close();
            await namespaces.WaitForExitAsync().WaitAsync(Patience);
            namespaces.Dispose();
        }
        else
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Gives an account rights, written in SDDL, on a unit and what is in it.</summary>
    public Task GrantAsync(string unit, string rights) => PartProcess.MustRunAsync(
        "/usr/bin/samba-tool", "dsacl", "set", $"--configfile={folder}/smb.conf", $"--URL={folder}/private/sam.ldb", $"--objectdn={unit}", $"--sddl={rights}");

    private async Task ProvisionAsync()
    {
        foreach (var name in new[] { "state", "cache", "lock", "run", "log", "bind-dns", "ncalrpc", "ntp", "socket", "radius" })
            Directory.CreateDirectory(Path.Combine(folder, name));
        DomainCertificates.Write(CertificateFolder, Path.Combine(folder, "private", "tls"), Address);
        foreach (var template in Directory.EnumerateFiles(Templates))
        {
            var name = Path.GetFileName(template);
            var text = (await File.ReadAllTextAsync(template))
                .Replace("@FOLDER@", folder, StringComparison.Ordinal).Replace("@ADDRESS@", Address.ToString(), StringComparison.Ordinal);
            await File.WriteAllTextAsync(Path.Combine(folder, name == "radiusd.conf" ? "radius" : "", name), text);
        }

        await PartProcess.MustRunAsync(
            "/usr/bin/samba-tool", "domain", "provision", $"--configfile={folder}/smb.conf", "--server-role=dc", "--use-rfc2307", "--dns-backend=NONE",
            "--realm=MESH.TEST", "--domain=MESH", "--host-name=dc1", $"--host-ip={Address}", $"--adminpass={AdministratorPassword}");
    }

    private async Task RunAsync()
    {
        namespaces = Process.Start(new ProcessStartInfo("/usr/bin/unshare",
            ["--mount", "--propagation", "private", "--pid", "--fork", "--kill-child", "--mount-proc", "/bin/sh", $"{folder}/run.sh", folder])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        if (await namespaces.StandardOutput.ReadLineAsync().WaitAsync(Patience) != "ready")
            throw new InvalidOperationException("The domain controller did not start.");
    }
}
