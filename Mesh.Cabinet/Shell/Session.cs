using System.Security.Claims;
using Mesh.Cabinet.Outside.MosRu;

namespace Mesh.Cabinet.Shell;

/// <summary>A person who is signed in, on one device.</summary>
/// <param name="Id">The value of the cookie; the database holds only its hash.</param>
public sealed record Session(string Id, CityProfile Profile, DateTimeOffset SignedInAt)
{
    /// <summary>The claim of the cookie that carries <see cref="Id"/>.</summary>
    public const string IdClaim = "sid";

    /// <summary>What is asked for a fresh sign-in takes it for this long.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(10);

    /// <summary>The bound device that opened it; null after a sign-in at mos.ru.</summary>
    public Guid? DeviceId { get; init; }

    /// <summary>When mos.ru last asked this person for the password anew; null if it was never wanted.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Whether mos.ru has just asked for the password.</summary>
    public bool IsFresh(DateTimeOffset now) => ConfirmedAt is { } at && now - at < FreshFor;

    public override string ToString() => "***";
}

/// <summary>Sessions as they stand in the database now, not as a cookie or a circuit remembers them.</summary>
public interface ISessions
{
    /// <summary>A session ends this long after the sign-in, whatever happens.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>The live session of this principal; null when it has ended or nobody is signed in.</summary>
    Task<Session?> FindAsync(ClaimsPrincipal user, CancellationToken cancellation);

    /// <summary>Ends every session of an account that was opened before a moment.</summary>
    Task EndAllAsync(string provider, string subject, DateTimeOffset openedBefore, CancellationToken cancellation);
}
