using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Mesh.Cabinet.Bench.Figures;

namespace Mesh.Cabinet.Bench.Inside;

/// <summary>BenchmarkDotNet over what runs inside one process, told in the same table as all else.</summary>
internal static class InsideOneProcess
{
    private const double NanosecondsPerMicrosecond = 1000;

    public static Task<IReadOnlyList<Figure>> MeasureAsync(Settings settings)
    {
        // In this process: the repository's build settings are not those of a project that BenchmarkDotNet would make.
        var job = (settings == Settings.Full ? Job.Default : Job.ShortRun).WithToolchain(InProcessEmitToolchain.Instance);
        var configuration = ManualConfig.CreateEmpty().AddJob(job).AddLogger(NullLogger.Instance).AddColumnProvider(DefaultColumnProviders.Instance)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "mesh-cabinet-bench", "artifacts"));
        var summaries = new[] { typeof(RuleBenchmarks), typeof(StoreBenchmarks) }.Select(type => BenchmarkRunner.Run(type, configuration));
        IReadOnlyList<Figure> figures =
        [
            .. summaries.SelectMany(summary => summary.Reports).SelectMany(report => new[]
            {
                new Figure($"{report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'')}, time", "µs", new([.. report.ResultStatistics!.OriginalValues.Select(value => value / NanosecondsPerMicrosecond)])),
                new Figure($"{report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'')}, allocated", "B", new([report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0])),
            }),
        ];
        return Task.FromResult(figures);
    }
}
