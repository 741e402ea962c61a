using System.Net;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Parts;
using Microsoft.Extensions.Configuration;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>Settings that cannot work are found before anything is made of them, each by its key.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void The_shipped_settings_lack_only_the_secrets_and_addresses_of_a_real_city()
    {
        var shipped = new ConfigurationBuilder().AddJsonFile(Path.Combine(TestPlaces.Root, "appsettings.json")).Build();
        Keys(All(shipped, isDevelopment: false)).ShouldBe(
        [
            "DomainAccounts:Scim:Address", "DomainAccounts:Scim:Token", "FieldProtection:Key", "Gosuslugi:ClientSecret", "Gosuslugi:VouchesFor",
            "MosRu:ClientSecret", "MosRu:VouchesFor",
        ]);
        Keys(All(shipped, isDevelopment: true)).ShouldBe(["DomainAccounts:Scim:Address", "Gosuslugi:ClientSecret", "MosRu:ClientSecret"]);
    }

    [Theory]
    [InlineData("Site:PublicAddress", "school.mos.ru")]
    [InlineData("Site:PublicAddress", "ftp://school.mos.ru")]
    [InlineData("Site:InstructionsAddress", "javascript:alert(1)")]
    [InlineData("Site:SupportInformationAddress", "")]
    [InlineData("Site:TrustedProxies:0", "proxy.local")]
    [InlineData("Site:TrustedProxies:0", "10.0.0.0/33")]
    [InlineData("ConnectionStrings:Cabinet", "Data Source=/dev/null/data/cabinet.db")]
    [InlineData("ConnectionStrings:Cabinet", "Data Source=/proc/cabinet/cabinet.db")]
    [InlineData("ConnectionStrings:Cabinet", "Data Source=/usr")]
    [InlineData("MosRu:Enabled", "false")]
    [InlineData("Events:KeysUrl", "keys")]
    [InlineData("Events:KeysUrl", "http://events.example/keys")]
    [InlineData("Events:Issuer", " ")]
    [InlineData("Events:Audience", " ")]
    [InlineData("Services:1:Address", "https://dnevnik.mos.ru/diary")]
    [InlineData("Site:Social:1:Address", "vk.com")]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("Database:Provider", "7")]
    [InlineData("ConnectionStrings:Cabinet", " ")]
    [InlineData("FieldProtection:Key", "c2hvcnQ=")]
    [InlineData("FieldProtection:OldKeys:0", "c2hvcnQ=")]
    [InlineData("FieldProtection:OldKeys:0", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("MosRu:Authority", "http://login.mos.ru")]
    [InlineData("MosRu:Authority", "login.mos.ru")]
    [InlineData("MosRu:ClientId", "")]
    [InlineData("MosRu:AccountsUrl", "accounts")]
    [InlineData("MosRu:AccountsUrl", "http://accounts.mos.ru/")]
    [InlineData("Gosuslugi:RecoveryUrl", "recovery")]
    [InlineData("Gosuslugi:ProfileUrl", "")]
    [InlineData("DomainAccounts:Kind", "Paper")]
    [InlineData("DomainAccounts:Scim:Address", "http://directory.example/scim/v2")]
    [InlineData("DomainAccounts:Scim:Token", "")]
    [InlineData("Activation:Replacement", ".")]
    [InlineData("Activation:Replacement", "__")]
    [InlineData("WifiNetworks:Student", "")]
    [InlineData("WifiNetworks:Staff", " ")]
    [InlineData("Services:0:Address", "/journal")]
    public void A_fault_is_named_by_its_key(string key, string value)
    {
        All(Good(), isDevelopment: false).ShouldBeEmpty("these settings are right");
        All(Good((key, value)), isDevelopment: false).ShouldHaveSingleItem().ShouldStartWith($"{key} ");
    }

    [Theory(DisplayName = "D18: what a provider vouches for is said in words that are known, and «none» stands alone")]
    [InlineData("MosRu", 1, "birthdate")]
    [InlineData("MosRu", 1, "Phone")]
    [InlineData("MosRu", 1, "")]
    [InlineData("MosRu", 2, "none")]
    [InlineData("Gosuslugi", 1, "snils")]
    public void Vouching(string provider, int place, string word) =>
        All(Good(($"{provider}:VouchesFor:{place}", word)), isDevelopment: false).ShouldHaveSingleItem().ShouldStartWith($"{provider}:VouchesFor ");

    [Fact]
    public void The_example_of_an_installation_lacks_only_its_secrets()
    {
        var lines = File.ReadLines(Path.Combine(TestPlaces.Root, "docs", "mesh-cabinet.env")).Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split('=', 2)).Where(pair => !pair[0].StartsWith("ASPNETCORE_", StringComparison.Ordinal))
            .ToDictionary(pair => pair[0].Replace("__", ":", StringComparison.Ordinal), pair => (string?)pair[1].Trim('"').Replace("/var/lib/", Path.GetTempPath(), StringComparison.Ordinal), StringComparer.Ordinal);
        var shipped = new ConfigurationBuilder().AddJsonFile(Path.Combine(TestPlaces.Root, "appsettings.json")).Build();
        lines.Keys.Where(key => shipped[key.Split(":0")[0]] is null && !shipped.GetSection(key.Split(":0")[0]).Exists()).ShouldBeEmpty("a setting that there is not");

        Keys(All(new ConfigurationBuilder().AddConfiguration(shipped).AddInMemoryCollection(lines).Build(), isDevelopment: false))
            .ShouldBe(["DomainAccounts:Scim:Token", "FieldProtection:Key", "MosRu:ClientSecret"]);
    }

    [Fact]
    public void Of_a_door_that_is_shut_no_other_setting_is_wanted() =>
        All(Good(("Gosuslugi:Enabled", "false"), ("Gosuslugi:Authority", ""), ("Gosuslugi:ClientSecret", ""), ("Gosuslugi:VouchesFor:0", ""), ("Gosuslugi:ProfileUrl", "")), isDevelopment: false).ShouldBeEmpty();

    [Theory]
    [InlineData("Site:TrustedProxies:0", "10.0.0.7", true)]
    [InlineData("Site:TrustedProxies:0", "10.0.0.0/8", true)]
    [InlineData("Site:TrustedProxies:0", "fd00::/8", true)]
    [InlineData("Kestrel:Endpoints:Public:Url", "https://*:443", true)]
    [InlineData("urls", "http://*:80;https://*:443", true)]
    [InlineData("https_ports", "443", true)]
    [InlineData("urls", "http://*:80", false)]
    [InlineData("Kestrel:Certificates:Default:Path", "a certificate that no address uses", false)]
    public void An_https_address_needs_somebody_who_ends_TLS(string key, string value, bool isEnough)
    {
        var faults = All(Good(("Site:PublicAddress", "https://school.mos.ru"), (key, value)), isDevelopment: false);
        Keys(faults).ShouldBe(isEnough ? [] : ["Site:TrustedProxies"]);
    }

    [Theory]
    [InlineData("Address", "ldap://dc1.example.ru")]
    [InlineData("Address", "dc1.example.ru")]
    [InlineData("Address", "ldaps://dc1.example.ru/DC=example")]
    [InlineData("CertificateFolder", "/nowhere")]
    [InlineData("BindName", " ")]
    [InlineData("BindPassword", "")]
    [InlineData("People", "People")]
    [InlineData("UpnSuffix", "@example.ru")]
    [InlineData("Groups:1:Dn", "Study")]
    [InlineData("Timeout", "00:00:00")]
    [InlineData("Connections", "0")]
    public void A_fault_of_the_domain_is_named_by_its_key(string key, string value)
    {
        AllOfLdap().ShouldBeEmpty("these settings are right");
        AllOfLdap(($"DomainAccounts:Ldap:{key}", value)).ShouldHaveSingleItem().ShouldStartWith($"DomainAccounts:Ldap:{key} ");
    }

    [Fact]
    public void A_wifi_network_without_a_group_in_the_domain_is_named() =>
        AllOfLdap(("WifiNetworks:Staff", "Teachers")).ShouldHaveSingleItem().ShouldBe("DomainAccounts:Ldap:Groups must name the group of the network Teachers");

    [Fact]
    public void With_nothing_set_for_the_domain_every_missing_key_is_named() => Keys(All(Good(("DomainAccounts:Kind", "Ldap")), isDevelopment: false)).ShouldBe(
    [
        "DomainAccounts:Ldap:Address", "DomainAccounts:Ldap:BindName", "DomainAccounts:Ldap:BindPassword", "DomainAccounts:Ldap:CertificateFolder",
        "DomainAccounts:Ldap:Groups:0:Dn", "DomainAccounts:Ldap:Groups:1:Dn", "DomainAccounts:Ldap:People", "DomainAccounts:Ldap:UpnSuffix",
    ]);

    private static List<string> AllOfLdap(params (string Key, string Value)[] changes)
    {
        var folder = Directory.CreateTempSubdirectory("authority-").FullName;
        try
        {
            DomainCertificates.Write(folder, folder, IPAddress.Loopback);
            // The last of one key counts.
            return All(Good([
                ("DomainAccounts:Kind", "Ldap"),
                ("DomainAccounts:Scim:Address", "not looked at"),
                ("DomainAccounts:Ldap:Address", "ldaps://dc1.example.ru"),
                ("DomainAccounts:Ldap:CertificateFolder", folder),
                ("DomainAccounts:Ldap:BindName", "svc@example.ru"),
                ("DomainAccounts:Ldap:BindPassword", "secret"),
                ("DomainAccounts:Ldap:People", "OU=People,DC=example,DC=ru"),
                ("DomainAccounts:Ldap:UpnSuffix", "example.ru"),
                ("DomainAccounts:Ldap:Groups:0:Dn", "CN=Study.mos,DC=example,DC=ru"),
                ("DomainAccounts:Ldap:Groups:1:Dn", "CN=Study,DC=example,DC=ru"),
                .. changes,
            ]), isDevelopment: false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IConfigurationRoot Good(params (string Key, string Value)[] changes) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(TestPlaces.Root, "appsettings.json"))
        .AddInMemoryCollection([
            new("ConnectionStrings:Cabinet", $"Data Source={Path.Combine(Path.GetTempPath(), "cabinet.db")}"),
            new("MosRu:ClientSecret", "secret"),
            new("MosRu:VouchesFor:0", "phone"),
            new("MosRu:VouchesFor:1", "snils"),
            new("Gosuslugi:ClientSecret", "secret"),
            new("Gosuslugi:VouchesFor:0", "none"),
            new("DomainAccounts:Scim:Address", "https://directory.example/scim/v2"),
            new("DomainAccounts:Scim:Token", "token"),
            new("FieldProtection:Key", Convert.ToBase64String(new byte[FieldProtection.KeySize])),
        ])
        .AddInMemoryCollection(changes.GroupBy(change => change.Key).Select(change => new KeyValuePair<string, string?>(change.Key, change.Last().Value)))
        .Build();

    private static List<string> All(IConfiguration configuration, bool isDevelopment) =>
    [
        .. configuration.GetSection("Site").Get<SiteOptions>()!.Faults(),
        .. HttpsFeature.Faults(configuration),
        .. DatabaseFeature.Faults(configuration, isDevelopment),
        .. OutsideFeature.FaultsOfEach(configuration, isDevelopment).SelectMany(faults => faults()),
        .. configuration.GetSection("Activation").Get<ActivationOptions>()!.Faults(),
        .. configuration.GetSection("WifiNetworks").Get<WifiOptions>()!.Faults(),
        .. ServiceCatalogue.Faults(configuration.GetSection("Services").Get<List<ServiceEntry>>()!, configuration.GetSection("LegacyHosts").Get<string[]>()!),
    ];

    private static IEnumerable<string> Keys(IEnumerable<string> faults) => faults.Select(fault => fault.Split(' ')[0]).Order(StringComparer.Ordinal);
}
