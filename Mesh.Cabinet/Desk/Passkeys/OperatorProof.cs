using System.Security.Cryptography;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Desk.Passkeys;

/// <summary>How a half of a ceremony ended.</summary>
internal abstract record ProofOutcome
{
    public sealed record Begun(string Options, string Word) : ProofOutcome;

    public sealed record Proven : ProofOutcome;

    /// <summary>The first passkey is bound just after mos.ru has asked for the password, and not by an older sign-in.</summary>
    public sealed record WantsFresh : ProofOutcome;

    public sealed record Failed(DeviceProblem Problem) : ProofOutcome;
}

/// <summary>Whether a session may change and reveal at the desk now.</summary>
public interface IOperatorProof
{
    Task<bool> IsProvenAsync(Session session, CancellationToken cancellation);
}

/// <summary>
/// The operator's passkey beside the sign-in (D22): asked before what changes or reveals, good for an hour of the session. The first act binds
/// one, by WebAuthn's registration ceremony (§7.1); from then on each session shows it (§7.2).
/// </summary>
internal sealed class OperatorProof(OperatorPasskeyStore passkeys, IPasskeyHandler<OperatorOwner> handler, IPasskeyCeremonies ceremonies, IOptionsMonitor<DeskOptions> options, SecurityLog log, TimeProvider time)
    : IOperatorProof
{
    /// <inheritdoc/>
    public async Task<bool> IsProvenAsync(Session session, CancellationToken cancellation) =>
        !options.CurrentValue.Passkey || (await passkeys.ConfirmedAtAsync(session, cancellation) is { } at && time.GetUtcNow() - at < DeskPage.SignedInFor);

    /// <summary>Whether the account has a passkey to show; else one is bound.</summary>
    public async Task<bool> HasPasskeyAsync(Session session, CancellationToken cancellation) => await passkeys.OwnerOfAsync(session.Profile, cancellation) is not null;

    public async Task<ProofOutcome> BeginAsync(HttpContext http, Session session, string name)
    {
        if (await passkeys.OwnerOfAsync(session.Profile, http.RequestAborted) is { } owner)
        {
            var request = await handler.MakeRequestOptionsAsync(owner, http);
            return new ProofOutcome.Begun(request.RequestOptionsJson, ceremonies.Begin(OwnerOf(session), request.AssertionState ?? ""));
        }

        if (!session.IsFresh(time.GetUtcNow()))
            return new ProofOutcome.WantsFresh();
        var entity = new PasskeyUserEntity { Id = Convert.ToHexString(RandomNumberGenerator.GetBytes(32)), Name = name, DisplayName = name };
        var creation = await handler.MakeCreationOptionsAsync(entity, http);
        return new ProofOutcome.Begun(creation.CreationOptionsJson, ceremonies.Begin(OwnerOf(session), creation.AttestationState ?? ""));
    }

    public async Task<ProofOutcome> FinishAsync(HttpContext http, Session session, string word, string credential)
    {
        var cancellation = http.RequestAborted;
        if (await ceremonies.TakeAsync(OwnerOf(session), word, cancellation) is not { } state)
            return new ProofOutcome.Failed(DeviceProblem.Expired);
        return await passkeys.OwnerOfAsync(session.Profile, cancellation) is { } owner
            ? await ShowAsync(http, session, owner, state, credential)
            : await BindAsync(http, session, state, credential);
    }

    private async Task<ProofOutcome> ShowAsync(HttpContext http, Session session, OperatorOwner owner, string state, string credential)
    {
        var proof = await handler.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = credential, AssertionState = state });
        // Whose passkey it is decides: another operator's is as good as none.
        if (!proof.Succeeded || proof.User.Key != owner.Key)
        {
            log.RefusedPasskey();
            return new ProofOutcome.Failed(DeviceProblem.Refused);
        }

        await passkeys.UsedAsync(session, proof.Passkey, http.RequestAborted);
        return new ProofOutcome.Proven();
    }

    private async Task<ProofOutcome> BindAsync(HttpContext http, Session session, string state, string credential)
    {
        if (!session.IsFresh(time.GetUtcNow()))
            return new ProofOutcome.WantsFresh();
        var proof = await handler.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = credential, AttestationState = state });
        if (!proof.Succeeded)
            return new ProofOutcome.Failed(DeviceProblem.Refused);
        return await passkeys.AddAsync(session, proof.UserEntity.Id, proof.Passkey, http.RequestAborted)
            ? new ProofOutcome.Proven()
            : new ProofOutcome.Failed(DeviceProblem.AlreadyBound);
    }

    private static string OwnerOf(Session session) => $"desk {session.Id}";
}
