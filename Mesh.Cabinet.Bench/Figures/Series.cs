namespace Mesh.Cabinet.Bench.Figures;

/// <summary>One quantity, measured once a round; the rounds of one run alternate with those of what it is compared with.</summary>
internal sealed record Series(IReadOnlyList<double> Rounds)
{
    public double Min => Rounds.Min();

    public double Max => Rounds.Max();

    /// <summary>The middle of the rounds; of an even number the mean of the two in the middle.</summary>
    public double Median
    {
        get
        {
            var sorted = Rounds.Order().ToList();
            return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        }
    }

    /// <summary>Round by round, so that what slows the whole machine for a while slows both sides.</summary>
    public Series Over(Series other) => Rounds.Count == other.Rounds.Count
        ? new([.. Rounds.Zip(other.Rounds, (ours, theirs) => ours / theirs)])
        : throw new ArgumentException($"{Rounds.Count} rounds cannot be compared with {other.Rounds.Count}.", nameof(other));

    /// <summary>The value below which a share of the rounds lies, by nearest rank.</summary>
    public double Percentile(double share) => Rounds.Order().ElementAt(Math.Clamp((int)Math.Ceiling(share * Rounds.Count) - 1, 0, Rounds.Count - 1));
}
