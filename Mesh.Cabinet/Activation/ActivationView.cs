namespace Mesh.Cabinet.Activation;

/// <summary>What the steps show. Nothing in it is secret, and nothing of it is kept.</summary>
/// <param name="Proposal">The login to come; null where one is reserved already.</param>
/// <param name="ReservedLogin">The login that an earlier, broken-off try left to this person.</param>
/// <param name="TriesLeft">Passwords before a wait.</param>
/// <param name="Provider">The scheme of the door, for the link to the recovery of the password.</param>
public sealed record ActivationView(
    LoginProposal? Proposal, string? ReservedLogin, int TriesLeft, DateTimeOffset? BlockedUntil, string Provider)
{
    /// <summary>The account whose password is asked for; null where the provider tells no logins.</summary>
    public string? MosRuLogin { get; init; }

    /// <summary>The provider tells no logins, so that the two were not compared.</summary>
    public bool IsLoginUntold { get; init; }

    /// <summary>Nobody can compare the password: the person types one of the school's own, twice (D24).</summary>
    public bool IsPasswordOwn { get; init; }

    /// <summary>mos.ru is to be asked first, because the password cannot be compared.</summary>
    public bool IsConfirmWanted { get; init; }

    /// <summary>This person's way has a step for a login that they did not know, whether it is confirmed by now or not.</summary>
    public bool HasLoginStep { get; init; }

    public string Login => ReservedLogin ?? Proposal!.Login;
}
