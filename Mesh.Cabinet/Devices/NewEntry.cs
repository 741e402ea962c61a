using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Devices;

/// <summary>What happened to an account in one browser: signing in, or binding a device.</summary>
public sealed record SeenEntry
{
    public required string Event { get; init; }

    /// <summary>The device's name, where one was bound.</summary>
    public string? Detail { get; init; }

    /// <summary>The <c>User-Agent</c>.</summary>
    public string? Browser { get; init; }

    public required DateTimeOffset FirstAt { get; init; }

    public required DateTimeOffset LastAt { get; init; }

    /// <summary>When the person last looked at their devices; null for never, or longer ago than anybody keeps.</summary>
    public DateTimeOffset? LookedAt { get; init; }
}

/// <summary>Something new about who comes in, for the person to look at.</summary>
/// <param name="DeviceName">Null for a sign-in.</param>
public sealed record NewEntry(string Browser, string? DeviceName, DateTimeOffset At)
{
    public const string Bound = "device-bound";

    /// <summary>For so long it is worth a word.</summary>
    public static readonly TimeSpan NewFor = TimeSpan.FromDays(7);

    /// <summary>The latest; null if all is known.</summary>
    /// <param name="here">The browser that the person looks with, which is no news.</param>
    public static NewEntry? Of(IReadOnlyList<SeenEntry> seen, string here, DateTimeOffset now)
    {
        var since = now - NewFor;
        if (seen.Select(entry => entry.LookedAt).Max() is { } looked && looked > since)
            since = looked;

        var bound = seen.Where(entry => entry.Event == Bound && entry.LastAt > since).Select(entry => new NewEntry(BrowserName.Of(entry.Browser), entry.Detail, entry.LastAt));
        // A browser is known by its name: a newer version of it is nobody new.
        var signedIn = seen.Where(entry => entry.Event != Bound).GroupBy(entry => BrowserName.Of(entry.Browser), StringComparer.Ordinal)
            .Where(entries => entries.Key != here && entries.Min(entry => entry.FirstAt) > since)
            .Select(entries => new NewEntry(entries.Key, null, entries.Max(entry => entry.LastAt)));
        return bound.Concat(signedIn).MaxBy(entry => entry.At);
    }
}
