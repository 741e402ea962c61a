using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.SignIn;

/// <summary>Whoever keeps something for an account hears when mos.ru has vouched for it, and when its person wants out everywhere.</summary>
public interface ISignInFollower
{
    /// <summary>mos.ru has just told who this is.</summary>
    Task SignedInAsync(CityProfile profile, CancellationToken cancellation);

    /// <summary>The person leaves everywhere, and wants no device to lead in any more.</summary>
    Task LeftForGoodAsync(Session session, string browser, CancellationToken cancellation);
}
