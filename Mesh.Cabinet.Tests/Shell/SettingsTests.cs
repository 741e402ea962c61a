using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Shell;
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
            "DomainAccounts:Scim:Address", "DomainAccounts:Scim:Token", "FieldProtection:Key", "Gosuslugi:ClientSecret", "MosRu:ClientSecret",
        ]);
        Keys(All(shipped, isDevelopment: true)).ShouldBe(["DomainAccounts:Scim:Address", "Gosuslugi:ClientSecret", "MosRu:ClientSecret"]);
    }

    [Theory]
    [InlineData("Site:PublicAddress", "school.mos.ru")]
    [InlineData("Site:PublicAddress", "ftp://school.mos.ru")]
    [InlineData("Site:InstructionsAddress", "javascript:alert(1)")]
    [InlineData("Site:SupportInformationAddress", "")]
    [InlineData("Site:TrustedProxies:0", "proxy.local")]
    [InlineData("Site:Social:1:Address", "vk.com")]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("Database:Provider", "7")]
    [InlineData("ConnectionStrings:Cabinet", " ")]
    [InlineData("FieldProtection:Key", "c2hvcnQ=")]
    [InlineData("MosRu:Authority", "http://login.mos.ru")]
    [InlineData("MosRu:Authority", "login.mos.ru")]
    [InlineData("MosRu:ClientId", "")]
    [InlineData("Gosuslugi:RecoveryUrl", "recovery")]
    [InlineData("Gosuslugi:ProfileUrl", "")]
    [InlineData("DomainAccounts:Kind", "Ldap")]
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

    private static IConfigurationRoot Good(params (string Key, string Value)[] changes) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(TestPlaces.Root, "appsettings.json"))
        .AddInMemoryCollection([
            new("MosRu:ClientSecret", "secret"),
            new("Gosuslugi:ClientSecret", "secret"),
            new("DomainAccounts:Scim:Address", "https://directory.example/scim/v2"),
            new("DomainAccounts:Scim:Token", "token"),
            new("FieldProtection:Key", Convert.ToBase64String(new byte[FieldProtection.KeySize])),
        ])
        .AddInMemoryCollection(changes.Select(change => new KeyValuePair<string, string?>(change.Key, change.Value)))
        .Build();

    private static List<string> All(IConfiguration configuration, bool isDevelopment) =>
    [
        .. configuration.GetSection("Site").Get<SiteOptions>()!.Faults(),
        .. DatabaseFeature.Faults(configuration, isDevelopment),
        .. OutsideFeature.Faults(configuration, isDevelopment),
        .. configuration.GetSection("Activation").Get<ActivationOptions>()!.Faults(),
        .. configuration.GetSection("WifiNetworks").Get<WifiOptions>()!.Faults(),
        .. ServiceCatalogue.Faults(configuration.GetSection("Services").Get<List<ServiceEntry>>()!),
    ];

    private static IEnumerable<string> Keys(IEnumerable<string> faults) => faults.Select(fault => fault.Split(' ')[0]).Order(StringComparer.Ordinal);
}
