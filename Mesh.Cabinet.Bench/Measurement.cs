using Mesh.Cabinet.Bench.Figures;

namespace Mesh.Cabinet.Bench;

/// <summary>One thing to measure, by the name it has on the command line and in <c>bench/results/</c>.</summary>
internal sealed record Measurement(string Name, Func<Settings, Task<IReadOnlyList<Figure>>> RunAsync)
{
    public static IReadOnlyList<Measurement> All { get; } =
    [
        new("pages", Pages.MeasureAsync),
        new("first-load", FirstLoad.MeasureAsync),
        new("circuits", Circuits.MeasureAsync),
        new("sign-in", SignIns.MeasureAsync),
        new("storm", Storms.MeasureAsync),
        new("overload", Overload.MeasureAsync),
        new("activation", Activations.MeasureAsync),
        new("matching", Matches.MeasureAsync),
        new("desk", Desks.MeasureAsync),
        new("records", Records.MeasureAsync),
        new("hostile-records", HostileRecords.MeasureAsync),
        new("inside", Inside.InsideOneProcess.MeasureAsync),
    ];
}
