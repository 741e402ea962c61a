using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.SignIn;

/// <summary>Whoever keeps something for an account hears when mos.ru has vouched for it, and when its person wants out everywhere.</summary>
public interface ISignInFollower
{
    /// <summary>mos.ru has just told who this is.</summary>
    /// <param name="authTime">When it last asked for the password; null where it does not say.</param>
    Task SignedInAsync(CityProfile profile, DateTimeOffset? authTime, CancellationToken cancellation);

    /// <summary>What the account bound here before is doubtful (D21).</summary>
    /// <param name="since">The moment of the event that says so.</param>
    Task DistrustedAsync(string provider, string subject, DistrustReason reason, DateTimeOffset since, CancellationToken cancellation);

    /// <summary>The person leaves everywhere, and wants no device to lead in any more.</summary>
    Task LeftForGoodAsync(Session session, string browser, CancellationToken cancellation);
}
