namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>Asks mos.ru whether the typed password is that of the person who is signed in.</summary>
public interface IPasswordCheck
{
    Task<PasswordCheckOutcome> CheckAsync(CityProfile profile, TypedPassword password, CancellationToken cancellation);
}

/// <summary>What mos.ru answered.</summary>
public abstract record PasswordCheckOutcome
{
    private PasswordCheckOutcome()
    {
    }

    /// <summary>The password is right, and the account is the one that is signed in.</summary>
    /// <param name="At">When it was right, by the clock of mos.ru, which also dates its changes; in whole seconds.</param>
    public sealed record Right(DateTimeOffset At) : PasswordCheckOutcome;

    public sealed record Wrong : PasswordCheckOutcome;

    /// <summary>No answer in time, or one that means nothing: tells nothing about the password.</summary>
    public sealed record Unavailable : PasswordCheckOutcome;

    /// <summary>It does not take the question from us, now or later: tells nothing about the password either.</summary>
    public sealed record Refused : PasswordCheckOutcome;
}
