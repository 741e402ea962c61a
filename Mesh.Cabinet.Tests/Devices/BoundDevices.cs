using System.Security.Cryptography;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Cabinet.Tests.Devices;

/// <summary>Devices as tests bind them, without a browser.</summary>
internal static class BoundDevices
{
    public static DeviceStore Devices(this StoreGround ground) => new(ground.Database, ground.Protection, ground.LastingKeys, ground.Time);

    public static UnbindingStore Unbinding(this StoreGround ground) => new(ground.Database, ground.Time);

    /// <summary>What the pages of devices and sessions stand on.</summary>
    public static void AddDevicePages(this IServiceCollection services, StoreGround ground)
    {
        services.AddSingleton(ground.Devices()).AddSingleton(ground.Unbinding()).AddSingleton(ground.OpenSessions()).AddSingleton(new LookStore(ground.Database, ground.Time));
        services.AddScoped<ChangeDevice>().AddScoped<FreshSession>();
        services.AddSingleton<TimeProvider>(ground.Time).AddSingleton<IDrafts>(new DraftStore(ground.Database, ground.Protection, ground.Time));
    }

    public static DeviceWithProfile Device(this StoreGround ground, CityProfile profile, string name = "Телефон", string service = "journal") => new()
    {
        Id = Guid.CreateVersion7(),
        PersonId = "u1",
        Name = name,
        Browser = "Mozilla/5.0 (Windows NT 10.0) Chrome/143.0.0.0",
        ServiceKey = service,
        BoundAt = ground.Time.GetUtcNow(),
        VouchedAt = ground.Time.GetUtcNow(),
        Profile = profile,
    };

    public static UserPasskeyInfo Passkey(uint signCount = 0) => new(
        RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(77), DateTimeOffset.UnixEpoch, signCount, ["internal", "hybrid"],
        isUserVerified: true, isBackupEligible: true, isBackedUp: false, attestationObject: [], clientDataJson: []);

    /// <summary>A device that is bound, with its passkey.</summary>
    public static async Task<(DeviceWithProfile Device, UserPasskeyInfo Passkey)> BindAsync(
        this StoreGround ground, CityProfile profile, string name = "Телефон", string service = "journal")
    {
        var (device, passkey) = (ground.Device(profile, name, service), Passkey());
        (await ground.Devices().AddAsync(device, passkey, default)).ShouldBeTrue();
        return (device, passkey);
    }
}
