using Mesh.Cabinet.Outside.MosRu;

namespace Mesh.Cabinet.Devices;

/// <summary>A device bound for quick entry, as its person is shown it.</summary>
public record Device
{
    /// <summary>More at once is no person.</summary>
    public const int MostOfOnePerson = 10;

    /// <summary>How long quick entry goes without the provider's word (D21).</summary>
    public static readonly TimeSpan VouchedFor = TimeSpan.FromDays(90);

    /// <summary>Without the provider's word for so long it is unbound: nobody uses it any more.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(400);

    public required Guid Id { get; init; }

    public required string PersonId { get; init; }

    public required string Name { get; init; }

    /// <summary>The <c>User-Agent</c> of the browser that bound it.</summary>
    public required string Browser { get; init; }

    /// <summary>The key of the service it opens.</summary>
    public required string ServiceKey { get; init; }

    public required DateTimeOffset BoundAt { get; init; }

    /// <summary>The last entry; null before the first.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>The last real sign-in of its account.</summary>
    public required DateTimeOffset VouchedAt { get; init; }

    /// <summary>What made it doubtful, such as a changed password, was then; null where nothing did.</summary>
    public DateTimeOffset? SleepsSince { get; init; }

    /// <summary>It opens nothing until the next real sign-in.</summary>
    public bool IsAsleep(DateTimeOffset now) => SleepsSince is not null || now - VouchedAt >= VouchedFor;
}

/// <summary>A device with what decides about its entry.</summary>
internal sealed record DeviceWithProfile : Device
{
    /// <summary>What mos.ru said at the last real sign-in of this account.</summary>
    public required CityProfile Profile { get; init; }
}

/// <summary>Whose a passkey is, for the framework: an opaque key of the account, so that an authenticator learns nothing (WebAuthn §14.6.1).</summary>
public sealed record DeviceOwner(string Key);
