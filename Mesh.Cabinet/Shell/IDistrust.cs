namespace Mesh.Cabinet.Shell;

/// <summary>What made an account's sessions and devices doubtful.</summary>
public enum DistrustReason
{
    /// <summary>The password is another one: whoever opened something with the old one may not be the person.</summary>
    PasswordChanged,

    /// <summary>The provider ended a session of the account.</summary>
    SessionRevoked,

    /// <summary>The provider closed the account, for a while or for good.</summary>
    AccountClosed,

    /// <summary>The account is no longer this record's.</summary>
    TieReleased,

    /// <summary>The person says of something that happened: that was not me.</summary>
    NotMe,
}

/// <summary>«Не доверять»: one operation for whatever makes what was opened before doubtful (D21).</summary>
public interface IDistrust
{
    /// <summary>
    /// Ends the sessions that the account has here now, except those in which the provider asked for the password at or after the event.
    /// Bound devices sleep until the next real sign-in after a changed password or a revoked session, and are unbound by the rest.
    /// Later sign-ins are judged by nothing.
    /// </summary>
    /// <param name="since">The event's own moment.</param>
    Task RunAsync(string provider, string subject, DistrustReason reason, DateTimeOffset since, CancellationToken cancellation);
}
