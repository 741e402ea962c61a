using System.Diagnostics.Metrics;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>Looks at the meters of one factory, and at nobody else's.</summary>
internal sealed class SeenNumbers : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly Dictionary<string, double> latest = new(StringComparer.Ordinal);

    public SeenNumbers(IMeterFactory meters)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Scope == meters)
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Keep(instrument, value, labels));
        listener.SetMeasurementEventCallback<int>((instrument, value, labels, _) => Keep(instrument, value, labels));
        listener.Start();
    }

    /// <summary>Of a gauge what it shows now, of a counter all that was added: by name and values of labels, parted by spaces.</summary>
    public IReadOnlyDictionary<string, double> Look()
    {
        lock (latest)
        {
            foreach (var gauge in latest.Keys.Where(gauge => gauge.StartsWith('~')).ToList())
                latest.Remove(gauge);
        }

        listener.RecordObservableInstruments();
        lock (latest)
            return latest.ToDictionary(number => number.Key.TrimStart('~'), number => number.Value, StringComparer.Ordinal);
    }

    public void Dispose() => listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var name = string.Join(' ', [instrument.Name, .. labels.ToArray().Select(label => $"{label.Value}")]);
        lock (latest)
        {
            if (instrument.IsObservable)
                latest[$"~{name}"] = value;
            else
                latest[name] = latest.GetValueOrDefault(name) + value;
        }
    }
}
