using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Mesh.Cabinet.Database;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>The key ring on every database.</summary>
public sealed class KeyRingStoreContractTests
{
    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Keys_are_read_back_as_they_were_stored(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new KeyRingStore(ground.Database, ground.Protection);
        store.GetAllElements().ShouldBeEmpty();
        var stored = new[] { XElement.Parse("<key id=\"1\"><имя>Ключ</имя></key>"), XElement.Parse("<revocation />") };
        foreach (var element in stored)
            store.StoreElement(element, "name");
        var read = store.GetAllElements();
        read.Count.ShouldBe(2);
        stored.ShouldAllBe(element => read.Any(other => XNode.DeepEquals(element, other)));
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task One_node_reads_the_cookies_of_another_and_the_table_shows_no_key(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        await using var first = Node(ground.Database, ground.Protection);
        await using var second = Node(ground.Database, ground.Protection);
        var cookie = Protector(first).Protect("session");
        Protector(second).Unprotect(cookie).ShouldBe("session");
        (await ground.ScalarAsync("SELECT COUNT(*) FROM KeyRing")).ShouldBe("1");
        await using var connection = await ground.Database.OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT XmlProtected FROM KeyRing";
        Encoding.UTF8.GetString((byte[])(await command.ExecuteScalarAsync())!).ShouldNotContain("masterKey");

        await using var stranger = Node(ground.Database, new FieldProtection(RandomNumberGenerator.GetBytes(FieldProtection.KeySize)));
        Should.Throw<CryptographicException>(() => Protector(stranger).Unprotect(cookie));
    }

    private static IDataProtector Protector(ServiceProvider node) => node.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookies");

    private static ServiceProvider Node(CabinetDatabase database, FieldProtection protection)
    {
        var services = new ServiceCollection().AddSingleton(database).AddSingleton(protection).AddSingleton<KeyRingStore>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeyRingSetup>();
        services.AddDataProtection().SetApplicationName("Mesh.Cabinet");
        return services.BuildServiceProvider();
    }
}
