using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Matching;

/// <summary>What was counted on a day.</summary>
/// <param name="RecordId">The record that was compared, by which the school is known; null where there was none.</param>
/// <param name="Field">Empty where no field is what stands in the way.</param>
internal sealed record RefusalKey(DateOnly Day, string? RecordId, string Field, string Reason);

/// <summary>Counts refusals in memory, so that nobody who signs in waits for a count to be written.</summary>
internal sealed class RefusalTally(MoscowClock clock)
{
    /// <summary>So many are told apart by their records between two writings; the rest counts for no school.</summary>
    public const int Most = 5000;

    private readonly Lock gate = new();
    private Dictionary<RefusalKey, int> counts = [];

    public void Count(Access access)
    {
        // A namesake's school has nothing to do with it.
        var recordId = access.Person?.Id ?? access.Withheld.FirstOrDefault(role => role is { IsProven: true, RecordId: not null })?.RecordId;
        foreach (var (field, reason) in Refusals.Of(access))
            Add(new RefusalKey(clock.Today, recordId, field, $"{reason}"), 1);
    }

    /// <summary>Takes out all that was counted.</summary>
    public IReadOnlyDictionary<RefusalKey, int> Take()
    {
        lock (gate)
        {
            var taken = counts;
            counts = [];
            return taken;
        }
    }

    /// <summary>Puts back what could not be written.</summary>
    public void PutBack(IReadOnlyDictionary<RefusalKey, int> taken)
    {
        foreach (var (key, count) in taken)
            Add(key, count);
    }

    private void Add(RefusalKey key, int count)
    {
        lock (gate)
        {
            var told = counts.Count < Most || counts.ContainsKey(key) ? key : key with { RecordId = null };
            counts[told] = counts.GetValueOrDefault(told) + count;
        }
    }
}
