using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords.Fields;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>How the push of an event is answered (RFC 8935 §2.2–2.4).</summary>
public enum PushAnswer { Accepted, InvalidRequest, InvalidKey, InvalidIssuer, InvalidAudience, AuthenticationFailed, Unavailable }

/// <summary>
/// Takes a Security Event Token of mos.ru: lets go of what was opened here before, opens the password inside with our key, and lets the
/// directory follow within this request. The password is kept nowhere: if the directory is away, mos.ru repeats. What is sent again is
/// known by its id, however late (E49); what tells of nothing here is acknowledged.
/// </summary>
internal sealed class EventReceiver(
    SignedEvent signed, EventKeyStore keys, ReceivedEventStore received, AccountEmailStore emails, IPasswordFollower follower, IDistrust distrust,
    TimeProvider time, IOptions<EventOptions> settings)
{
    /// <summary>How far the clock of mos.ru may be ahead of ours.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(10);

    /// <summary>For so long whoever encrypted a password wrongly is told so, and may do it again; later the person has to help.</summary>
    public static readonly TimeSpan Correctable = TimeSpan.FromMinutes(10);

    public async Task<PushAnswer> ReceiveAsync(string token, CancellationToken cancellation)
    {
        switch (await signed.CheckAsync(token, cancellation))
        {
            case SignedEventOutcome.Genuine genuine when SecurityEvent.Read(genuine.Claims, genuine.Accounts) is { } happened && happened.IssuedAt <= time.GetUtcNow() + MaxAhead:
                return await AccountOfAsync(happened.Subject, cancellation) is { } account
                    ? await TakeAsync(happened, account, cancellation)
                    : PushAnswer.Accepted;
            case SignedEventOutcome.Refused refused:
                return refused.Fault;
            default:
                return PushAnswer.InvalidRequest;
        }
    }

    private async Task<string?> AccountOfAsync(EventSubject? subject, CancellationToken cancellation) => subject switch
    {
        EventSubject.Account account => account.Subject,
        EventSubject.OwnerOf owner when EmailAddress.TryParse(owner.Email) is { } email => await emails.FindAsync(email, cancellation),
        _ => null,
    };

    private async Task<PushAnswer> TakeAsync(SecurityEvent happened, string account, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        // An order from outside reaches no further than now, as far as two clocks agree on that (E47).
        var at = happened.At < now + MaxAhead ? happened.At : now + MaxAhead;
        var state = await received.FindAsync(happened.Jti, cancellation);
        if (state is EventState.Done)
            return PushAnswer.Accepted;
        if (state is EventState.New)
        {
            // What is repeated because the directory was away judges no session that was opened meanwhile. Nothing that stands is as old
            // as an event which may have been forgotten here.
            foreach (var one in happened.IssuedAt > now - ReceivedEventStore.Kept ? happened.Happenings : [])
                await distrust.RunAsync(CityProvider.MosRu, account, ReasonOf(one.Kind), at, cancellation);
            await received.HeardAsync(happened.Jti, cancellation);
        }

        foreach (var change in happened.Happenings.Where(one => one.Kind is SecurityEventKind.PasswordChanged))
        {
            if (await FollowAsync(change, account, at, isCorrectable: happened.IssuedAt > now - Correctable, cancellation) is { } refusal)
                return refusal;
        }

        await received.DoneAsync(happened.Jti, cancellation);
        return PushAnswer.Accepted;
    }

    private static DistrustReason ReasonOf(SecurityEventKind kind) => kind switch
    {
        SecurityEventKind.PasswordChanged => DistrustReason.PasswordChanged,
        SecurityEventKind.SessionRevoked => DistrustReason.SessionRevoked,
        _ => DistrustReason.AccountClosed,
    };

    // A password that cannot be read has changed all the same: the person is asked, unless it is sent again as it should be.
    private async Task<PushAnswer?> FollowAsync(Happening change, string account, DateTimeOffset at, bool isCorrectable, CancellationToken cancellation)
    {
        var text = change.Jwe is null ? null : EncryptedText.Open(change.Jwe, await keys.FindAsync(cancellation), settings.Value.AcceptsRsaOaep);
        var password = text is null ? null : SecurityEvent.PasswordIn(text);
        if (await follower.FollowAsync(CityProvider.MosRu, account, password, at, cancellation) is FollowOutcome.Unavailable)
            return PushAnswer.Unavailable;
        if (change.Jwe is null || password is not null || !isCorrectable)
            return null;
        return text is null ? PushAnswer.InvalidKey : PushAnswer.InvalidRequest;
    }
}
