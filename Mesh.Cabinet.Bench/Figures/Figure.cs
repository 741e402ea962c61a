namespace Mesh.Cabinet.Bench.Figures;

/// <summary>A line of the table: what was measured, against what, and how far it may go.</summary>
/// <param name="What">The thing measured, with its kind of cost.</param>
/// <param name="Unit">The unit of both series; the ratio has none.</param>
/// <param name="Ours">The product.</param>
internal sealed record Figure(string What, string Unit, Series Ours)
{
    /// <summary>What it is divided by; null for a figure that stands alone.</summary>
    public Peer? Against { get; init; }

    /// <summary>The bound of the ratio, or of the median where nothing is divided; null for a figure that is only shown.</summary>
    public Goal? Goal { get; init; }

    public Series? Ratio => Against is null ? null : Ours.Over(Against.Rounds);

    /// <summary>Whether the goal holds; null where there is none.</summary>
    public bool? IsReached => Goal?.Holds((Ratio ?? Ours).Median);
}

/// <summary>The other side of a ratio, measured in the same rounds.</summary>
internal sealed record Peer(string Name, Series Rounds);

/// <summary>A bound that a median keeps.</summary>
internal abstract record Goal(double Bound)
{
    public abstract bool Holds(double value);

    public sealed record AtMost(double Bound) : Goal(Bound)
    {
        public override bool Holds(double value) => value <= Bound;
    }

    public sealed record AtLeast(double Bound) : Goal(Bound)
    {
        public override bool Holds(double value) => value >= Bound;
    }
}
