using System.Data.Common;
using System.Text;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Devices;

/// <summary>Bound devices on every database.</summary>
public sealed class DeviceStoreContractTests
{
    private static readonly CityProfile Anna = People.Profile("anna.p") with { Phone = "+79161234567" };
    private static readonly CityProfile Boris = Anna with { Subject = "boris" };

    [Theory(DisplayName = "R36: a bound device is its account's, with name, service and what mos.ru said, and the history knows of it")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Bound(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var (device, passkey) = await ground.BindAsync(Anna);
        var found = (await ground.Devices().FindAsync(passkey.CredentialId, default)).ShouldNotBeNull();
        found.ShouldBe(device);
        (await ground.Devices().ListAsync(Anna, default)).ShouldHaveSingleItem().Name.ShouldBe("Телефон");
        (await ground.Devices().ListAsync(Boris, default)).ShouldBeEmpty();
        (await ground.Devices().ListAsync(Anna with { Provider = CityProvider.Gosuslugi }, default)).ShouldBeEmpty();
        (await ground.AuditAsync("u1")).ShouldBe(["device-bound Телефон"]);
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task The_framework_reads_the_passkey_back_and_a_passkey_is_bound_once(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var (_, passkey) = await ground.BindAsync(Anna);
        using var store = new PasskeyStore(ground.Database);
        var owner = (await store.FindByPasskeyIdAsync(passkey.CredentialId, default)).ShouldNotBeNull();
        owner.Key.ShouldBe(await ground.Devices().OwnerKeyAsync(Anna, default));
        Encoding.UTF8.GetByteCount(owner.Key).ShouldBeLessThanOrEqualTo(64, "authenticators take no longer user handle");
        (await store.FindByIdAsync(owner.Key, default)).ShouldBe(owner);
        (await store.FindByIdAsync(await ground.Devices().OwnerKeyAsync(Boris, default), default)).ShouldBeNull();
        var read = (await store.FindPasskeyAsync(owner, passkey.CredentialId, default)).ShouldNotBeNull();
        read.PublicKey.ShouldBe(passkey.PublicKey);
        read.Transports.ShouldBe(["internal", "hybrid"]);
        (read.IsBackupEligible, read.IsBackedUp, read.IsUserVerified).ShouldBe((true, false, true));
        (await store.GetPasskeysAsync(owner, default)).ShouldHaveSingleItem();
        (await store.FindPasskeyAsync(new DeviceOwner(await ground.Devices().OwnerKeyAsync(Boris, default)), passkey.CredentialId, default)).ShouldBeNull("it is another's");
        var again = await Should.ThrowAsync<DbException>(() => ground.Devices().AddAsync(ground.Device(Boris), passkey, default));
        CabinetDatabase.IsUniqueViolation(again).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Of_thirty_devices_bound_at_once_ten_are(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var bound = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => ground.Devices().AddAsync(ground.Device(Anna), BoundDevices.Passkey(), default)));
        bound.Count(isBound => isBound).ShouldBe(10);
        (await ground.Devices().ListAsync(Anna, default)).Count.ShouldBe(10);
    }

    /// <summary>A count in the statement is no lock where readers see versions.</summary>
    [Fact]
    public async Task SQL_Server_lets_the_devices_of_one_account_be_counted_one_after_another()
    {
        using var server = new StandInServer();
        using var ground = await StoreGround.OnAsync(server);
        server.Forget();
        server.FailOnce("INSERT INTO Devices", () => new ServerFailure(1205, "deadlock"));
        (await ground.Devices().AddAsync(ground.Device(Anna), BoundDevices.Passkey(), default)).ShouldBeTrue("the victim of a deadlock begins anew");
        var said = server.Asked.Select(asked => asked.Sql).ToList();
        said.FindIndex(sql => sql.Contains("sp_getapplock", StringComparison.Ordinal)).ShouldBeInRange(0, said.FindIndex(sql => sql.StartsWith("INSERT INTO Devices", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_person_has_ten_devices_at_most(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        for (var number = 1; number <= 10; number++)
            await ground.BindAsync(Anna, $"Устройство {number}");
        (await ground.Devices().AddAsync(ground.Device(Anna), BoundDevices.Passkey(), default)).ShouldBeFalse();
        (await ground.Devices().ListAsync(Anna, default)).Count.ShouldBe(10);
        await ground.BindAsync(Boris);
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Name_and_service_are_changed_by_the_owner_alone(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var (device, passkey) = await ground.BindAsync(Anna);
        var changed = device with { Name = "Планшет", ServiceKey = "library" };
        (await ground.Devices().ChangeAsync(changed, Boris, "", default)).ShouldBeFalse();
        (await ground.Devices().FindAsync(passkey.CredentialId, default)).ShouldBe(device);
        (await ground.Devices().ChangeAsync(changed, Anna, "", default)).ShouldBeTrue();
        (await ground.Devices().FindAsync(passkey.CredentialId, default)).ShouldBe(changed);
        (await ground.AuditAsync("u1")).ShouldBe(["device-bound Телефон", "device-changed Планшет"]);
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task An_entry_is_noted_with_the_counter(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var (device, passkey) = await ground.BindAsync(Anna);
        (passkey.SignCount, passkey.IsBackedUp) = (uint.MaxValue, true);
        ground.Time.Advance(TimeSpan.FromDays(1));
        (await ground.Devices().UsedAsync(device.Id, passkey, default)).ShouldBeTrue();
        (await ground.Devices().ListAsync(Anna, default)).ShouldHaveSingleItem().UsedAt.ShouldBe(ground.Time.GetUtcNow());
        using var store = new PasskeyStore(ground.Database);
        var read = await store.FindPasskeyAsync(new DeviceOwner(await ground.Devices().OwnerKeyAsync(Anna, default)), passkey.CredentialId, default);
        (read!.SignCount, read.IsBackedUp).ShouldBe((uint.MaxValue, true));
        (await ground.Devices().UsedAsync(Guid.NewGuid(), passkey, default)).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task What_mos_ru_says_at_a_sign_in_reaches_all_devices_of_the_account_unreadable_in_the_table(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var (_, passkey) = await ground.BindAsync(Anna);
        var (_, other) = await ground.BindAsync(Boris);
        await ground.Devices().VouchedAsync(Anna with { Phone = "+79990000000" }, null, default);
        (await ground.Devices().FindAsync(passkey.CredentialId, default))!.Profile.Phone.ShouldBe("+79990000000");
        (await ground.Devices().FindAsync(other.CredentialId, default))!.Profile.ShouldBe(Boris);
        await using var connection = await ground.Database.OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT ProfileProtected FROM Devices WHERE Subject = 'anna'";
        Encoding.UTF8.GetString((byte[])(await command.ExecuteScalarAsync())!).ShouldNotContain("999000");
    }
}
