using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Devices;

/// <summary>What became of a change of a device.</summary>
public abstract record DeviceOutcome
{
    private DeviceOutcome()
    {
    }

    /// <param name="Before">What it was, for who changes their mind.</param>
    public sealed record Changed(Device Before) : DeviceOutcome;

    public sealed record Unbound(Device Device) : DeviceOutcome;

    /// <summary>This account has no such device, or no longer.</summary>
    public sealed record Gone : DeviceOutcome;

    public sealed record Wrong(DeviceProblem Problem) : DeviceOutcome;
}

/// <summary>What a person changes about a device: its name, its service, and that it is bound at all. Whoever calls it has made sure of a fresh sign-in.</summary>
internal sealed class ChangeDevice(IAccessCheck accessCheck, OpenServices open, DeviceStore devices, UnbindingStore unbinding)
{
    public async Task<DeviceOutcome> ChangeAsync(Session session, Guid id, DeviceForm form, CancellationToken cancellation)
    {
        if (await FindAsync(session, id, cancellation) is not { } device)
            return new DeviceOutcome.Gone();
        var access = await accessCheck.CheckAsync(session, cancellation);
        if (form.Fault((await open.OfAsync(access, cancellation)).Open.Select(service => service.Key)) is var fault and not DeviceProblem.None)
            return new DeviceOutcome.Wrong(fault);

        var changed = device with { Name = form.Name, ServiceKey = form.Service };
        return await devices.ChangeAsync(changed, session.Profile, session.Browser, cancellation) ? new DeviceOutcome.Changed(device) : new DeviceOutcome.Gone();
    }

    public async Task<DeviceOutcome> UnbindAsync(Session session, Guid id, CancellationToken cancellation) =>
        await FindAsync(session, id, cancellation) is { } device && await unbinding.UnbindAsync(device, session.Profile, session.Browser, cancellation)
            ? new DeviceOutcome.Unbound(device)
            : new DeviceOutcome.Gone();

    private async Task<Device?> FindAsync(Session session, Guid id, CancellationToken cancellation) =>
        (await devices.ListAsync(session.Profile, cancellation)).FirstOrDefault(device => device.Id == id);
}
