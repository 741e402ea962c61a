namespace Mesh.Cabinet.Cases;

/// <summary>Says of an open case whether an import has brought what it asks for; each feature answers for its own.</summary>
public interface ICaseMending
{
    /// <returns>Null where it has not come, or the case is another feature's.</returns>
    Task<MendedCase?> FindAsync(WaitingCase waiting, CancellationToken cancellation);
}

/// <summary>What a case asked for has come.</summary>
/// <param name="Words">To the person, for the thread.</param>
/// <param name="Addresses">Where letters to the person go now.</param>
public sealed record MendedCase(string Words, IReadOnlyList<string> Addresses)
{
    public override string ToString() => Words;
}
