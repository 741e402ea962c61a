namespace Mesh.Cabinet.MyServices.Switches;

/// <summary>What schools have switched off, for whoever decides what is open to a person.</summary>
public interface ISwitchBook
{
    ValueTask<SwitchedOff> NowAsync(CancellationToken cancellation);
}

/// <summary>Read anew when what is remembered is older than <see cref="KnownFor"/>: there is little, and every page of services asks.</summary>
internal sealed class SwitchBook(ServiceSwitchStore store, TimeProvider time) : ISwitchBook
{
    /// <summary>A switch is there on every node within half a minute: this long it may be missed, and a request may take the rest.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(20);

    private volatile Reading? last;

    public async ValueTask<SwitchedOff> NowAsync(CancellationToken cancellation)
    {
        if (last is { } known && time.GetElapsedTime(known.ReadAt) < KnownFor)
            return known.Off;

        var readAt = time.GetTimestamp();
        var off = new SwitchedOff(await store.AllOffAsync(cancellation));
        last = new Reading(readAt, off);
        return off;
    }

    /// <summary>What was just switched here is looked for at once.</summary>
    public void Forget() => last = null;

    private sealed record Reading(long ReadAt, SwitchedOff Off);
}
