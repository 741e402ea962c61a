namespace Mesh.Cabinet.Cases;

/// <summary>
/// Something that an operator can do for many people at once, whether or not they have a case. Doing it twice is the same as doing it once.
/// Each feature brings what is its own, under the key of the <see cref="ICaseAction"/> that does the same for a case.
/// </summary>
public interface IPersonAction
{
    /// <inheritdoc cref="ICaseAction.Key"/>
    string Key { get; }

    /// <inheritdoc cref="ICaseAction.Title"/>
    string Title { get; }

    /// <summary>What will happen, for the operator.</summary>
    string Words { get; }

    /// <summary>Those of these people for whom there is nothing to do, each with the reason.</summary>
    Task<IReadOnlyDictionary<string, string>> LeftOutAsync(IReadOnlyList<string> personIds, CancellationToken cancellation);

    Task<CaseActOutcome> ActAsync(CaseOperator by, string personId, string why, CancellationToken cancellation);
}
