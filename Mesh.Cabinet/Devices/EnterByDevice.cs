using System.Buffers.Text;
using System.Text.Json;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Microsoft.AspNetCore.Identity;

namespace Mesh.Cabinet.Devices;

/// <summary>How a quick entry ended.</summary>
internal abstract record EntryOutcome
{
    /// <summary>The person is in, and goes on to the device's service.</summary>
    public sealed record Entered(Device Device) : EntryOutcome;

    public sealed record Failed(DeviceProblem Problem) : EntryOutcome;
}

/// <summary>
/// Quick entry by a bound device (R36): WebAuthn's authentication ceremony (§7.2) with a passkey that names its owner itself, and
/// the right to the service looked at anew each time.
/// </summary>
internal sealed class EnterByDevice(
    IAccessCheck accessCheck,
    OpenServices services,
    IPasskeyHandler<DeviceOwner> passkeys,
    CeremonyStore ceremonies,
    DeviceStore devices,
    UnbindingStore unbinding,
    BrowserSession browsers,
    SecurityLog log,
    TimeProvider time)
{
    /// <param name="browser">What this browser is known by until the entry.</param>
    public async Task<(string Options, string Word)> BeginAsync(HttpContext http, string browser)
    {
        var options = await passkeys.MakeRequestOptionsAsync(null, http);
        return (options.RequestOptionsJson, ceremonies.Begin(browser, options.AssertionState ?? ""));
    }

    public async Task<EntryOutcome> FinishAsync(HttpContext http, string browser, string word, string credential)
    {
        var cancellation = http.RequestAborted;
        if (await ceremonies.TakeAsync(browser, word, cancellation) is not { } state)
            return new EntryOutcome.Failed(DeviceProblem.Expired);

        var proof = await passkeys.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = credential, AssertionState = state });
        if (!proof.Succeeded)
            return new EntryOutcome.Failed(await WhyAsync(credential, cancellation));
        if (await devices.FindAsync(proof.Passkey.CredentialId, cancellation) is not { } device)
            return new EntryOutcome.Failed(DeviceProblem.Unbound);
        if (device.IsAsleep(time.GetUtcNow()))
            return new EntryOutcome.Failed(DeviceProblem.Asleep);

        var access = await accessCheck.CheckAsync(new Session(Guid.Empty, device.Profile, time.GetUtcNow()), cancellation);
        var own = await services.OfAsync(access, cancellation);
        // It may be on again tomorrow: the device stays bound.
        if (own.FindOff(device.ServiceKey) is not null)
            return new EntryOutcome.Failed(DeviceProblem.SwitchedOff);
        if (!own.Opens(device.ServiceKey))
        {
            await unbinding.EndAsync(device, device.Profile, cancellation);
            return new EntryOutcome.Failed(DeviceProblem.LostRight);
        }

        return await devices.UsedAsync(device.Id, proof.Passkey, cancellation) && await browsers.OpenByDeviceAsync(http, device.Profile, device.Id, device.Name)
            ? new EntryOutcome.Entered(device)
            : new EntryOutcome.Failed(DeviceProblem.Unbound);
    }

    // The handler says only that it failed: whether the device is unknown is for the person to hear.
    private async Task<DeviceProblem> WhyAsync(string credential, CancellationToken cancellation)
    {
        if (CredentialId(credential) is not { } id || await devices.FindAsync(id, cancellation) is not null)
        {
            log.RefusedPasskey();
            return DeviceProblem.Refused;
        }

        return await unbinding.HasEndedAsync(id, cancellation) ? DeviceProblem.LostRight : DeviceProblem.Unbound;
    }

    private static byte[]? CredentialId(string credential)
    {
        try
        {
            using var json = JsonDocument.Parse(credential);
            return json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String
                ? Base64Url.DecodeFromChars(id.GetString())
                : null;
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
