namespace Mesh.Cabinet.SignIn;

/// <summary>Settings under <c>Sessions</c>.</summary>
public sealed record SessionOptions
{
    /// <summary>Who has done nothing here for so long is asked for at the provider before the cabinet opens again (D25).</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The same on a computer that the person called somebody else's; there it is the end.</summary>
    public TimeSpan SharedIdle { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan IdleOf(bool isShared) => isShared ? SharedIdle : Idle;

    /// <summary>How far the moment of the last deed may lag behind: not every request is worth a write.</summary>
    public TimeSpan SeenLag(bool isShared) => TimeSpan.FromTicks(Math.Min(TimeSpan.TicksPerMinute, IdleOf(isShared).Ticks / 10));

    public IEnumerable<string> Faults()
    {
        if (Idle <= TimeSpan.Zero || Idle > Shell.ISessions.Lifetime)
            yield return $"Sessions:Idle must be longer than nothing and at most {Shell.ISessions.Lifetime}";
        if (SharedIdle <= TimeSpan.Zero || SharedIdle > Idle)
            yield return "Sessions:SharedIdle must be longer than nothing and at most Sessions:Idle";
    }
}
