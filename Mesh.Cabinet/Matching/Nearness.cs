namespace Mesh.Cabinet.Matching;

/// <summary>What is one slip away from a value: for explaining, never for matching.</summary>
internal static class Nearness
{
    /// <summary>One letter is another, missing or too many, or two neighbours changed places.</summary>
    public static bool IsOneLetterAway(string one, string other)
    {
        if (one == other || Math.Abs(one.Length - other.Length) > 1)
            return false;

        var start = CommonStart(one, other);
        var restOfOne = one.AsSpan(start);
        var restOfOther = other.AsSpan(start);
        return one.Length.CompareTo(other.Length) switch
        {
            < 0 => restOfOne.SequenceEqual(restOfOther[1..]),
            > 0 => restOfOne[1..].SequenceEqual(restOfOther),
            _ => restOfOne[1..].SequenceEqual(restOfOther[1..]) || AreTransposed(restOfOne, restOfOther),
        };
    }

    /// <summary>How one number of digits went into the other by a single slip; null if it takes more.</summary>
    public static Comparison? Slip(string one, string other)
    {
        if (one == other || one.Length != other.Length)
            return null;

        var start = CommonStart(one, other);
        var restOfOne = one.AsSpan(start);
        var restOfOther = other.AsSpan(start);
        return AreTransposed(restOfOne, restOfOther) ? new Comparison.TransposedDigits(one.Length - start)
            : restOfOne[1..].SequenceEqual(restOfOther[1..]) ? new Comparison.OneDigit(one.Length - start)
            : null;
    }

    private static bool AreTransposed(ReadOnlySpan<char> one, ReadOnlySpan<char> other) =>
        one.Length >= 2 && one[0] == other[1] && one[1] == other[0] && one[2..].SequenceEqual(other[2..]);

    private static int CommonStart(string one, string other) => one.AsSpan().CommonPrefixLength(other);
}
