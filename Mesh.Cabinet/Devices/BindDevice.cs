using System.Data.Common;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.NotMe;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Identity;

namespace Mesh.Cabinet.Devices;

/// <summary>How a half of a ceremony ended.</summary>
internal abstract record BindOutcome
{
    /// <summary>The browser is to make a passkey by these options, and to bring the word back with it.</summary>
    public sealed record Begun(string Options, string Word) : BindOutcome;

    public sealed record Bound(Guid Id) : BindOutcome;

    public sealed record Failed(DeviceProblem Problem) : BindOutcome;
}

/// <summary>
/// Binds a device (R36), which its endpoints allow only just after mos.ru has asked for the password. The two halves are WebAuthn's registration ceremony (§7.1).
/// </summary>
internal sealed class BindDevice(
    IAccessCheck accessCheck, OpenServices open, IPasskeyHandler<DeviceOwner> passkeys, CeremonyStore ceremonies, DeviceStore devices, IPersonLetters letters, IPersonAddresses addresses,
    TimeProvider time)
{
    public async Task<BindOutcome> BeginAsync(HttpContext http, Session session, DeviceForm form)
    {
        var cancellation = http.RequestAborted;
        if (session.IsShared)
            return new BindOutcome.Failed(DeviceProblem.NotOwn);
        var access = await accessCheck.CheckAsync(session, cancellation);
        if (form.Fault((await open.OfAsync(access, cancellation)).Open.Select(service => service.Key)) is var fault and not DeviceProblem.None)
            return new BindOutcome.Failed(fault);
        if ((await devices.ListAsync(session.Profile, cancellation)).Count >= Device.MostOfOnePerson)
            return new BindOutcome.Failed(DeviceProblem.TooMany);

        var name = access.Person!.Name.Full;
        var owner = new PasskeyUserEntity { Id = await devices.OwnerKeyAsync(session.Profile, cancellation), Name = name, DisplayName = name };
        var options = await passkeys.MakeCreationOptionsAsync(owner, http);
        return new BindOutcome.Begun(options.CreationOptionsJson, ceremonies.Begin($"{session.Id}", options.AttestationState ?? ""));
    }

    public async Task<BindOutcome> FinishAsync(HttpContext http, Session session, DeviceForm form, string word, string credential)
    {
        var cancellation = http.RequestAborted;
        if (await ceremonies.TakeAsync($"{session.Id}", word, cancellation) is not { } state)
            return new BindOutcome.Failed(DeviceProblem.Expired);

        var access = await accessCheck.CheckAsync(session, cancellation);
        if (form.Fault((await open.OfAsync(access, cancellation)).Open.Select(service => service.Key)) is var fault and not DeviceProblem.None)
            return new BindOutcome.Failed(fault);

        var proof = await passkeys.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = credential, AttestationState = state });
        if (!proof.Succeeded)
            return new BindOutcome.Failed(DeviceProblem.Refused);

        var device = New(form, access.Person!.Id, session.Profile, http.Request.Headers.UserAgent.ToString());
        try
        {
            var letter = Letter(device, await addresses.OfAsync(session.Profile, cancellation));
            return await devices.AddAsync(device, proof.Passkey, cancellation, (connection, transaction) => letters.SendAsync(connection, transaction, letter, cancellation)) ? new BindOutcome.Bound(device.Id) : new BindOutcome.Failed(DeviceProblem.TooMany);
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return new BindOutcome.Failed(DeviceProblem.AlreadyBound);
        }
    }

    // The name of the device is the person's own word, and not for a letter.
    private static PersonLetter Letter(DeviceWithProfile device, IReadOnlyList<string> to)
    {
        var (greeting, browser, moment) = (Greeting.Of(device.Profile), BrowserName.Of(device.Browser), MomentWords.Of(device.BoundAt));
        return new(LetterKind.Device, device.Profile.Provider, device.Profile.Subject, to, DevicesText.LetterTitle, word => string.Format(DevicesText.LetterText, greeting, browser, moment, word));
    }

    private DeviceWithProfile New(DeviceForm form, string personId, CityProfile profile, string browser) => new()
    {
        Id = Guid.CreateVersion7(),
        PersonId = personId,
        Name = form.Name,
        Browser = browser,
        ServiceKey = form.Service,
        BoundAt = time.GetUtcNow(),
        VouchedAt = time.GetUtcNow(),
        Profile = profile,
    };
}
