namespace Mesh.Cabinet.Bench;

/// <summary>How long a run looks. A quick one shows whether the measurement works; its figures are noise.</summary>
/// <param name="Rounds">How often each side of a ratio is measured, in turn.</param>
/// <param name="Round">How long one side is kept busy in one round.</param>
/// <param name="Circuits">How many circuits are open at once.</param>
/// <param name="People">How many the large city's records hold.</param>
internal sealed record Settings(int Rounds, TimeSpan Round, int Circuits, int People)
{
    public static readonly Settings Full = new(9, TimeSpan.FromSeconds(1.5), 500, 3_000_000);

    public static readonly Settings Quick = new(3, TimeSpan.FromMilliseconds(400), 48, 30_000);

    /// <summary>The compiler of a running program works in steps, behind its back; after this much load it has done what it will.</summary>
    public TimeSpan WarmUp => Round * 12;
}
