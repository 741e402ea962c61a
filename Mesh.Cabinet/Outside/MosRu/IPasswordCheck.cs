namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>Asks mos.ru whether the typed password is that of the person who is signed in.</summary>
public interface IPasswordCheck
{
    Task<PasswordCheckOutcome> CheckAsync(CityProfile profile, TypedPassword password, CancellationToken cancellation);
}

/// <summary>What mos.ru answered.</summary>
public enum PasswordCheckOutcome
{
    /// <summary>The password is right, and the account is the one that is signed in.</summary>
    Right,

    Wrong,

    /// <summary>No answer in time, or one that means nothing: tells nothing about the password.</summary>
    Unavailable,
}
