namespace Mesh.Cabinet.Audit;

/// <summary>Where the chain is not what this program wrote.</summary>
internal abstract record ChainFault
{
    private ChainFault()
    {
    }

    /// <summary>The entry, or its row of the chain, was changed, or stands in another's place.</summary>
    public sealed record Changed(long Sequence, long EntryNumber) : ChainFault;

    /// <summary>The entry that this place seals is gone.</summary>
    public sealed record EntryMissing(long Sequence, long EntryNumber) : ChainFault;

    /// <summary>The place itself is gone, with or without its entry.</summary>
    public sealed record PlaceMissing(long Sequence) : ChainFault;

    /// <summary>The chain is shorter than its end says, or than the head that the operator kept.</summary>
    public sealed record Shortened(long Sequence, long LastSequence) : ChainFault;

    /// <summary>A place stands behind the end.</summary>
    public sealed record PlaceAdded(long Sequence) : ChainFault;

    /// <summary>The head that the operator kept is not this chain's: all was replaced.</summary>
    public sealed record AnotherChain(long Sequence) : ChainFault;

    /// <summary>The end does not bear our mark, or is gone with the key.</summary>
    public sealed record EndForged : ChainFault;
}

/// <summary>What a look at the whole chain found.</summary>
/// <param name="Sealed">Places that are right, up to the first fault.</param>
/// <param name="Unsealed">Entries that wait for their seal: the youngest ones.</param>
/// <param name="End">Null where no chain was begun, or none can be read.</param>
/// <param name="Fault">The first in the order of the chain.</param>
/// <param name="AddedEntry">The first entry that turned up in a time which was sealed already.</param>
internal sealed record ChainReport(long Sealed, long Unsealed, ChainEnd? End, ChainFault? Fault, long? AddedEntry)
{
    public bool IsWhole => Fault is null && AddedEntry is null;
}
