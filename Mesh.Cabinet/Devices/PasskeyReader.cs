using Microsoft.AspNetCore.Identity;

namespace Mesh.Cabinet.Devices;

/// <summary>
/// What ASP.NET Core's passkey handler reads of somebody's passkeys. It never writes: what is bound and used is written by the feature, with its
/// audit entries.
/// </summary>
/// <typeparam name="TOwner">Whose passkeys they are.</typeparam>
internal abstract class PasskeyReader<TOwner> : IUserPasskeyStore<TOwner>
    where TOwner : class
{
    public abstract Task<TOwner?> FindByIdAsync(string userId, CancellationToken cancellationToken);

    public abstract Task<TOwner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken);

    public abstract Task<IList<UserPasskeyInfo>> GetPasskeysAsync(TOwner user, CancellationToken cancellationToken);

    public abstract Task<UserPasskeyInfo?> FindPasskeyAsync(TOwner user, byte[] credentialId, CancellationToken cancellationToken);

    public Task<string> GetUserIdAsync(TOwner user, CancellationToken cancellationToken) => Task.FromResult(KeyOf(user));

    public Task<string?> GetUserNameAsync(TOwner user, CancellationToken cancellationToken) => Task.FromResult<string?>(KeyOf(user));

    public Task<string?> GetNormalizedUserNameAsync(TOwner user, CancellationToken cancellationToken) => Task.FromResult<string?>(KeyOf(user));

    public Task<TOwner?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => FindByIdAsync(normalizedUserName, cancellationToken);

    public Task AddOrUpdatePasskeyAsync(TOwner user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemovePasskeyAsync(TOwner user, byte[] credentialId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetUserNameAsync(TOwner user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetNormalizedUserNameAsync(TOwner user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> CreateAsync(TOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> UpdateAsync(TOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IdentityResult> DeleteAsync(TOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    protected abstract string KeyOf(TOwner user);
}

/// <summary>A passkey as the tables hold it.</summary>
internal sealed record PasskeyRow
{
    public const string Columns = "CredentialId, PublicKey, BoundAt, SignCount, Transports, IsBackupEligible, IsBackedUp";

    public byte[] CredentialId { get; init; } = [];

    public byte[] PublicKey { get; init; } = [];

    public DateTimeOffset BoundAt { get; init; }

    public long SignCount { get; init; }

    public string Transports { get; init; } = "";

    public bool IsBackupEligible { get; init; }

    public bool IsBackedUp { get; init; }

    // Every passkey was bound with its person verified; the attestation, which nothing is decided by, is not kept.
    public UserPasskeyInfo ToPasskey() => new(
        CredentialId, PublicKey, BoundAt, (uint)SignCount, Transports.Split(',', StringSplitOptions.RemoveEmptyEntries),
        isUserVerified: true, IsBackupEligible, IsBackedUp, attestationObject: [], clientDataJson: []);
}

/// <summary>Ceremonies of WebAuthn between their two halves.</summary>
internal interface IPasskeyCeremonies
{
    /// <param name="owner">A session, or a browser that has none yet.</param>
    /// <returns>The word that the second half brings back, to whichever node.</returns>
    string Begin(string owner, string state);

    /// <summary>Ends the ceremony, whatever its second half is worth: of two that come at once, one is heard.</summary>
    /// <returns>Its state; null if it took too long, was ended before, or is somebody else's.</returns>
    Task<string?> TakeAsync(string owner, string word, CancellationToken cancellation);
}
