using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Audit;

/// <summary>For the feature that erases people: the trail without them, and the word for its own entry.</summary>
internal sealed class TrailErasure(ErasedTrailStore store)
{
    public const string Event = "person-erased";

    /// <inheritdoc cref="ErasedTrailStore.EraseAsync"/>
    public Task<bool> RunAsync(DataSubject person, CancellationToken cancellation) => store.EraseAsync(person, cancellation);
}
