namespace Mesh.Cabinet.Shell;

/// <summary>A record, an account, or both where they are tied: of whom support asks what hangs there.</summary>
/// <param name="Provider">With <paramref name="Subject"/> the account; both null while no account is known.</param>
public sealed record Holder(string? PersonId, string? Provider, string? Subject);

/// <summary>A feature says what it keeps of a record and of an account, so that support sees all of it before anything is moved.</summary>
public interface IHoldings
{
    /// <summary>To whom a login leads, by what this feature keeps.</summary>
    Task<IReadOnlyList<Holder>> FindAsync(string login, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Holder>>([]);

    /// <summary>One line for each thing.</summary>
    Task<IReadOnlyList<string>> ListAsync(Holder holder, CancellationToken cancellation);
}
