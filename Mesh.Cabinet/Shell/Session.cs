using System.Security.Claims;
using Mesh.Cabinet.Outside.MosRu;

namespace Mesh.Cabinet.Shell;

/// <summary>A person who is signed in, in one browser.</summary>
/// <param name="Id">Stays as long as the session does. It opens nothing: what the cookie carries is a secret of its own.</param>
public sealed record Session(Guid Id, CityProfile Profile, DateTimeOffset SignedInAt)
{
    /// <summary>The claim of who is signed in that carries <see cref="Id"/>.</summary>
    public const string IdClaim = "sid";

    /// <summary>The claim of who is signed in on a panel: pages there show no way into the cabinet.</summary>
    public const string PanelClaim = "panel";

    /// <summary>What is asked for a fresh sign-in takes it for this long.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(10);

    /// <summary>When the person last did something here; may lag a little behind.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>The <c>User-Agent</c> of the browser it was opened in.</summary>
    public string Browser { get; init; } = "";

    /// <summary>The bound device that opened it; null after a sign-in at mos.ru.</summary>
    public Guid? DeviceId { get; init; }

    /// <summary>The person called the computer somebody else's.</summary>
    public bool IsShared { get; init; }

    /// <summary>The classroom panel on which it is; null anywhere else.</summary>
    public string? PanelId { get; init; }

    /// <summary>When mos.ru had last asked for the password as it answered here, by its clock; null where it did not say.</summary>
    public DateTimeOffset? AuthTime { get; init; }

    /// <summary>When mos.ru last asked this person for the password anew; null if it was never wanted.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The person has done nothing here for so long that it may be somebody else by now (D25).</summary>
    public bool IsIdle { get; init; }

    /// <summary>Whether mos.ru has just asked for the password.</summary>
    public bool IsFresh(DateTimeOffset now) => WorthAt(now) is SessionWorth.Fresh;

    /// <summary>What it may open now.</summary>
    public SessionWorth WorthAt(DateTimeOffset now) => this switch
    {
        { IsShared: true, IsIdle: true } => SessionWorth.Nothing,
        { PanelId: not null } => SessionWorth.Panel,
        { DeviceId: not null } => SessionWorth.Device,
        { IsIdle: true } => SessionWorth.Provider,
        { ConfirmedAt: { } at } when now - at < FreshFor => SessionWorth.Fresh,
        _ => SessionWorth.Present,
    };

    public override string ToString() => "***";
}

/// <summary>Sessions as they stand in the database now, not as a cookie or a circuit remembers them.</summary>
public interface ISessions
{
    /// <summary>A session ends this long after the sign-in, whatever happens.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>The live session of this principal; null when it has ended or nobody is signed in.</summary>
    Task<Session?> FindAsync(ClaimsPrincipal user, CancellationToken cancellation);

    /// <summary>The person does something by way of somebody else: the session is not idle.</summary>
    Task UsedAsync(Session session, CancellationToken cancellation);

    /// <summary>What the provider said of an account at its last sign-in; null where no session of it stands any more.</summary>
    Task<CityProfile?> LastProfileAsync(string provider, string subject, CancellationToken cancellation);

    /// <summary>Ends every session of an account that was opened before a moment.</summary>
    Task EndAllAsync(string provider, string subject, DateTimeOffset openedBefore, CancellationToken cancellation);
}
