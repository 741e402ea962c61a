using System.Diagnostics.Metrics;

namespace Mesh.Cabinet.Outside;

/// <summary>How fast the systems outside answer, and with what: <c>unavailable</c> is their fault, all else an answer.</summary>
internal sealed class OutsideMetrics
{
    private const string Unavailable = nameof(Unavailable);
    private readonly Counter<long> limits;
    private readonly Histogram<double> directory;
    private readonly Histogram<double> mosRu;
    private readonly Outages outages;

    public OutsideMetrics(IMeterFactory meters, Outages outages)
    {
        this.outages = outages;
        var meter = meters.Create(Measures.Ours + nameof(Outside));
        limits = meter.CreateLimits();
        directory = meter.CreateDuration("mesh.directory.operation.duration", "How long the directory takes for an operation on one account");
        mosRu = meter.CreateDuration("mesh.mos_ru.operation.duration", "How long mos.ru takes to check a password or to deal with a child's account");
    }

    /// <summary>A provider is not asked for its keys once more.</summary>
    public void KeysNotAsked() => limits.Reached("provider_keys");

    public Task<T> DirectoryAsync<T>(string operation, Func<Task<T>> work)
        where T : class => directory.MeasureAsync(() => WatchAsync(OutsideSystem.Directory, work), Measures.Label, new KeyValuePair<string, object?>(Measures.Operation, operation));

    public Task<T> MosRuAsync<T>(string operation, Func<Task<T>> work)
        where T : class => mosRu.MeasureAsync(() => WatchAsync(OutsideSystem.MosRu, work), Measures.Label, new KeyValuePair<string, object?>(Measures.Operation, operation));

    private async Task<T> WatchAsync<T>(OutsideSystem system, Func<Task<T>> work)
        where T : class
    {
        var outcome = await work();
        // All operations call it alike where the system is at fault.
        if (outcome.GetType().Name is Unavailable)
            outages.Failed(system);
        else
            outages.Answered(system);
        return outcome;
    }
}
