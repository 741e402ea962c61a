namespace Mesh.Cabinet.Tests.Parts;

/// <summary>The doors of a school, opened by the programs that really do it.</summary>
internal sealed class DomainEquipment(DomainController domain)
{
    private const int RefusedByWifi = 252;

    /// <summary>A PC in the domain: it asks for a Kerberos ticket.</summary>
    public async Task<bool> PcAcceptsAsync(string login, string password)
    {
        var (exitCode, output) = await PartProcess.RunAsync(
            "/usr/bin/kinit", ["-c", "MEMORY:", login], password + "\n", ("KRB5_CONFIG", domain.KerberosSettings), ("LC_ALL", "C.UTF-8"));
        return exitCode == 0 || (SaysNo(output) ? false : throw new InvalidOperationException(output));
    }

    /// <summary>A Wi-Fi network: PEAP with MSCHAPv2, as a phone does it.</summary>
    public async Task<bool> WifiAcceptsAsync(string network, string login, string password)
    {
        var settings = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(settings,
                $$"""
                network={
                    key_mgmt=IEEE8021X
                    eap=PEAP
                    identity="{{login}}"
                    anonymous_identity="anonymous"
                    password="{{password}}"
                    ca_cert="{{domain.CertificateFolder}}/ca.pem"
                    phase2="auth=MSCHAPV2"
                }
                """);
            var (exitCode, output) = await PartProcess.RunAsync("/usr/bin/eapol_test",
                ["-c", settings, "-a", domain.Address.ToString(), "-p", "18120", "-s", "testing123", "-t", "20", "-N", $"30:s:02-00-00-00-00-01:{network}"]);
            return exitCode == 0 || (exitCode == RefusedByWifi ? false : throw new InvalidOperationException(output));
        }
        finally
        {
            File.Delete(settings);
        }
    }

    // A controller that cannot be reached must not pass for one that refuses.
    private static bool SaysNo(string output) =>
        new[] { "Preauthentication failed", "Password incorrect", "credentials have been revoked", "not found in Kerberos database" }
            .Any(word => output.Contains(word, StringComparison.OrdinalIgnoreCase));
}
