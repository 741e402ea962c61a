using Mesh.Cabinet.Database;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Devices;

/// <summary>How devices end, on every database.</summary>
public sealed class UnbindingStoreContractTests
{
    private static readonly CityProfile Anna = People.Profile("anna.p");

    [Theory(DisplayName = "R36: with a device the sessions it opened end, and no other; from then on it opens none")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Unbound(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var sessions = ground.Sessions();
        var (device, passkey) = await ground.BindAsync(Anna);
        var byDevice = (await sessions.OpenByDeviceAsync(Anna, "", device.Id, device.Name, default)).ShouldNotBeNull();
        var byMosRu = await sessions.OpenAsync(new ProviderAnswer(Anna), "", default);
        (await ground.OfAsync(byDevice))!.DeviceId.ShouldBe(device.Id);

        (await ground.Unbinding().UnbindAsync(device, Anna with { Subject = "boris" }, "", default)).ShouldBeFalse("it is not his");
        (await ground.Unbinding().UnbindAsync(device, Anna, "", default)).ShouldBeTrue();

        (await ground.OfAsync(byDevice)).ShouldBeNull();
        (await ground.OfAsync(byMosRu)).ShouldNotBeNull();
        (await ground.Devices().FindAsync(passkey.CredentialId, default)).ShouldBeNull();
        (await sessions.OpenByDeviceAsync(Anna, "", device.Id, device.Name, default)).ShouldBeNull("its last entry came a moment too late");
        (await ground.Unbinding().HasEndedAsync(passkey.CredentialId, default)).ShouldBeFalse("its person wanted it");
        (await ground.AuditAsync("u1")).ShouldBe(["device-bound Телефон", "device-unbound Телефон"]);
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_session_that_mos_ru_has_vouched_for_since_outlives_the_device(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var sessions = ground.Sessions();
        var (device, _) = await ground.BindAsync(Anna);
        var secret = (await sessions.OpenByDeviceAsync(Anna, "", device.Id, device.Name, default)).ShouldNotBeNull();
        secret = (await sessions.RenewAsync(secret, new ProviderAnswer(Anna), "", default)).ShouldNotBeNull();
        await ground.Unbinding().UnbindAsync(device, Anna, "", default);
        (await ground.OfAsync(secret)).ShouldNotBeNull();
    }

    [Theory(DisplayName = "E18: whose right ended is told so for half a year by the device itself")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Ended(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var (device, passkey) = await ground.BindAsync(Anna);
        (await ground.Unbinding().EndAsync(device, Anna, default)).ShouldBeTrue();
        (await ground.Unbinding().EndAsync(device, Anna, default)).ShouldBeFalse("two nodes saw it at once");
        (await ground.Devices().ListAsync(Anna, default)).ShouldBeEmpty();
        (await ground.Unbinding().HasEndedAsync(passkey.CredentialId, default)).ShouldBeTrue();
        (await ground.AuditAsync("u1")).ShouldBe(["device-bound Телефон", "device-ended Телефон"]);

        ground.Time.Advance(TimeSpan.FromDays(181));
        await ground.Unbinding().ClearAsync(default);
        (await ground.Unbinding().HasEndedAsync(passkey.CredentialId, default)).ShouldBeFalse();
    }
}
