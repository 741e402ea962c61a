using Microsoft.Extensions.Caching.Memory;

namespace Mesh.Cabinet.SchoolRecords;

/// <summary>
/// Keeps records that were read lately, so that whoever walks about the cabinet is not read anew for every page. Only an import
/// changes records, and each has a later moment than the one before: what was read under the moment of the last import is
/// true while that moment stands, on whatever node it was read.
/// </summary>
internal sealed class RememberedRecords(SchoolRecordsStore store, IRecordChanges changes) : ISchoolRecords, IDisposable
{
    /// <summary>How many people are kept: a record takes about a kilobyte.</summary>
    public const int Capacity = 10_000;

    // What is personal does not stay for longer than somebody looks at it.
    private static readonly MemoryCacheEntryOptions Entry = new() { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(5) };

    private readonly MemoryCache remembered = new(new MemoryCacheOptions { SizeLimit = Capacity });

    /// <inheritdoc/>
    public async Task<PersonRecord?> FindAsync(string personId, CancellationToken cancellation)
    {
        // Asked for before the record is read: an import that ends in between has a moment of its own.
        var import = await changes.LastImportAsync(cancellation);
        if (remembered.TryGetValue(personId, out Remembered? known) && known!.Import == import)
            return known.Record;

        var record = await store.FindAsync(personId, cancellation);
        if (record is not null)
            remembered.Set(personId, new Remembered(import, record), Entry);
        return record;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PersonRecord>> FindCandidatesAsync(CandidateSearch search, CancellationToken cancellation) =>
        store.FindCandidatesAsync(search, cancellation);

    /// <inheritdoc/>
    public Task<bool> IsUsernameOfAnotherAsync(string foldedLogin, string personId, CancellationToken cancellation) =>
        store.IsUsernameOfAnotherAsync(foldedLogin, personId, cancellation);

    public void Dispose() => remembered.Dispose();

    private sealed record Remembered(DateTimeOffset? Import, PersonRecord Record);
}
