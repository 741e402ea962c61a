using Mesh.Cabinet.Bench;
using Mesh.Cabinet.Bench.Figures;
using Mesh.Cabinet.Bench.Limits;
using Mesh.Cabinet.Bench.Servers;

switch (args)
{
    case ["limit", BareBytes.Name]:
        await BareBytes.RunAsync();
        return 0;
    case ["limit", BareHub.Name]:
        await BareHub.RunAsync();
        return 0;
    case ["limit", EmptyLayout.Name]:
        await EmptyLayout.RunAsync();
        return 0;
    case ["limit", ByHand.Name, .. var arguments]:
        await ByHand.RunAsync(arguments);
        return 0;
    case ["limit", SlowCity.Name, .. var arguments]:
        await SlowCity.RunAsync(arguments);
        return 0;
    case ["limit", RawInserts.Name, .. var files]:
        RawInserts.Run(files);
        return 0;
}

var settings = args.Contains("--quick") ? Settings.Quick : Settings.Full;
Workshop.IsDone = args.Contains("--as-published");
var names = args.Where(argument => !argument.StartsWith("--", StringComparison.Ordinal)).ToList();
var measurements = Measurement.All.Where(measurement => names.Contains(measurement.Name) || names.Contains("all")).ToList();
if (measurements.Count == 0)
{
    Console.Error.WriteLine($"Name what to measure: {string.Join(", ", Measurement.All.Select(measurement => measurement.Name))} or all; --quick for a short look, --as-published to build nothing anew.");
    return 2;
}

foreach (var measurement in measurements)
{
    var figures = await measurement.RunAsync(settings);
    Console.WriteLine(Table.Markdown(figures));
    // A quick look is no result.
    if (settings == Settings.Full && figures.Count > 0)
        await Results.WriteAsync(Path.Combine(Workshop.Root, "bench", "results"), measurement.Name, figures);
}

return 0;
