using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.MyServices.Switches;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;

namespace Mesh.Cabinet.Devices;

/// <summary>
/// Keeps bound devices true: with what mos.ru said last, without those whose service is no longer their person's (E18), and without
/// any when the person leaves for good.
/// </summary>
internal sealed class DeviceUpkeep(
    DeviceStore devices, UnbindingStore unbinding, IServiceCatalogue catalogue, IServiceScopeFactory scopes, TimeProvider time) : ISignInFollower, ILostAccessFollower, IRetention
{
    public Task SignedInAsync(CityProfile profile, DateTimeOffset? authTime, CancellationToken cancellation) =>
        devices.VouchedAsync(profile, authTime, cancellation);

    // A routine change of the password must not cost every phone: those devices only wait for the next real sign-in.
    public async Task DistrustedAsync(string provider, string subject, DistrustReason reason, DateTimeOffset since, CancellationToken cancellation)
    {
        if (reason is DistrustReason.PasswordChanged or DistrustReason.SessionRevoked)
        {
            await devices.SleepAsync(provider, subject, since, cancellation);
            return;
        }

        foreach (var device in await devices.FindOfAccountAsync(provider, subject, cancellation))
            await unbinding.DistrustAsync(device, device.Profile, cancellation);
    }

    public async Task LeftForGoodAsync(Session session, string browser, CancellationToken cancellation)
    {
        foreach (var device in await devices.ListAsync(session.Profile, cancellation))
            await unbinding.UnbindAsync(device, session.Profile, browser, cancellation);
    }

    public async Task ClearAsync(CancellationToken cancellation)
    {
        foreach (var device in await devices.FindForgottenAsync(time.GetUtcNow() - Device.KeptFor, cancellation))
            await unbinding.ForgetAsync(device, device.Profile, cancellation);
    }

    public async Task LostAsync(string provider, string subject, CancellationToken cancellation)
    {
        if (await devices.FindOfAccountAsync(provider, subject, cancellation) is not { Count: > 0 } bound)
            return;

        using var scope = scopes.CreateScope();
        // The profile is the account's: each device holds the same.
        var session = new Session(Guid.Empty, bound[0].Profile, time.GetUtcNow());
        var access = await scope.ServiceProvider.GetRequiredService<IAccessCheck>().CheckAsync(session, cancellation);
        // What a school has switched off may be on again tomorrow: the device only waits.
        var open = catalogue.ServicesOf(access, SwitchedOff.Nothing).Open.Select(service => service.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var device in bound.Where(device => !open.Contains(device.ServiceKey)))
            await unbinding.EndAsync(device, device.Profile, cancellation);
    }
}
