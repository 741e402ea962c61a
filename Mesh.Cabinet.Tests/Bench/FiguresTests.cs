using Mesh.Cabinet.Bench.Figures;

namespace Mesh.Cabinet.Tests.Bench;

/// <summary>The arithmetic of the benchmarks' table.</summary>
public sealed class FiguresTests
{
    [Fact]
    public void The_median_of_an_even_number_of_rounds_is_the_mean_of_the_two_in_the_middle()
    {
        new Series([9, 1, 5]).Median.ShouldBe(5);
        new Series([9, 1, 5, 7]).Median.ShouldBe(6);
    }

    [Fact]
    public void A_ratio_is_taken_round_by_round() =>
        new Series([2, 30, 8]).Over(new([1, 10, 8])).Rounds.ShouldBe([2, 3, 1]);

    [Fact]
    public void Rounds_that_do_not_pair_are_not_compared() =>
        Should.Throw<ArgumentException>(() => new Series([1, 2]).Over(new([1])));

    [Fact]
    public void A_percentile_is_a_value_that_was_measured()
    {
        var hundred = new Series([.. Enumerable.Range(1, 100).Select(value => (double)value)]);
        hundred.Percentile(0.99).ShouldBe(99);
        hundred.Percentile(1).ShouldBe(100);
        new Series([7]).Percentile(0.5).ShouldBe(7);
    }

    [Theory]
    [InlineData(2.0, true)]
    [InlineData(1.9, false)]
    public void A_goal_bounds_the_ratio_where_something_is_divided(double bound, bool reached) =>
        new Figure("page", "µs", new([20])) { Against = new("bare", new([10])), Goal = new Goal.AtMost(bound) }.IsReached.ShouldBe(reached);

    [Fact]
    public void A_goal_bounds_the_figure_itself_where_nothing_is_divided()
    {
        new Figure("heap", "MB", new([5])) { Goal = new Goal.AtMost(6) }.IsReached.ShouldBe(true);
        new Figure("rows", "1/s", new([5])) { Goal = new Goal.AtLeast(6) }.IsReached.ShouldBe(false);
        new Figure("heap", "MB", new([5])).IsReached.ShouldBeNull();
    }

    [Fact]
    public void A_row_says_the_spread_the_ratio_the_goal_and_whether_it_is_reached() =>
        Table.Markdown([new("page", "µs", new([10, 30, 20])) { Against = new("bare", new([10, 10, 10])), Goal = new Goal.AtMost(2) }]).Trim().Split('\n')[^1].Trim()
            .ShouldBe("| page | µs | 10 / 20 / 30 | bare | 10 / 10 / 10 | **2** (1–3) | ≤ 2 | reached |");

    [Theory]
    [InlineData(1234.56, "1235")]
    [InlineData(12.345, "12.3")]
    [InlineData(1.2345, "1.23")]
    [InlineData(0.0123, "0.01")]
    [InlineData(0, "0")]
    public void Numbers_show_what_such_a_measurement_knows(double value, string shown) =>
        Table.Markdown([new("figure", "", new([value]))]).ShouldContain($"| {shown} |");
}
