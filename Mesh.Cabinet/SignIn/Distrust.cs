using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.SignIn;

/// <inheritdoc cref="IDistrust"/>
internal sealed class Distrust(EndingStore ending, IEnumerable<ISignInFollower> followers, TimeProvider time) : IDistrust
{
    public async Task RunAsync(string provider, string subject, DistrustReason reason, DateTimeOffset since, CancellationToken cancellation)
    {
        // An order from outside reaches no further than now (E47), or nothing could ever come after it.
        if (since > time.GetUtcNow())
            since = time.GetUtcNow();
        // A moment of our own says nothing of the provider's clock, and where the account is another's no password makes up for it.
        DateTimeOffset? askedSince = reason is DistrustReason.TieReleased or DistrustReason.NotMe ? null : DateTimeOffset.FromUnixTimeSeconds(since.ToUnixTimeSeconds());
        await ending.EndDoubtfulAsync(provider, subject, askedSince, reason.ToString(), cancellation);
        foreach (var follower in followers)
            await follower.DistrustedAsync(provider, subject, reason, since, cancellation);
    }

    /// <summary>The entry of the trail in words.</summary>
    public static string Words(string? reason) => reason switch
    {
        nameof(DistrustReason.PasswordChanged) => SignInText.HistoryDistrustedPassword,
        nameof(DistrustReason.SessionRevoked) => SignInText.HistoryDistrustedRevoked,
        nameof(DistrustReason.AccountClosed) => SignInText.HistoryDistrustedClosed,
        nameof(DistrustReason.TieReleased) => SignInText.HistoryDistrustedReleased,
        _ => SignInText.HistoryDistrustedNotMe,
    };
}
