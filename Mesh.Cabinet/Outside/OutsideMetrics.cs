using System.Diagnostics.Metrics;

namespace Mesh.Cabinet.Outside;

/// <summary>How fast the systems outside answer, and with what: <c>unavailable</c> is their fault, all else an answer.</summary>
internal sealed class OutsideMetrics
{
    private readonly Counter<long> limits;
    private readonly Histogram<double> directory;
    private readonly Histogram<double> mosRu;

    public OutsideMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Measures.Ours + nameof(Outside));
        limits = meter.CreateLimits();
        directory = meter.CreateDuration("mesh.directory.operation.duration", "How long the directory takes for an operation on one account");
        mosRu = meter.CreateDuration("mesh.mos_ru.operation.duration", "How long mos.ru takes to check a password or to deal with a child's account");
    }

    /// <summary>A provider is not asked for its keys once more.</summary>
    public void KeysNotAsked() => limits.Reached("provider_keys");

    public Task<T> DirectoryAsync<T>(string operation, Func<Task<T>> work)
        where T : class => directory.MeasureAsync(work, Measures.Label, new KeyValuePair<string, object?>(Measures.Operation, operation));

    public Task<T> MosRuAsync<T>(string operation, Func<Task<T>> work)
        where T : class => mosRu.MeasureAsync(work, Measures.Label, new KeyValuePair<string, object?>(Measures.Operation, operation));
}
