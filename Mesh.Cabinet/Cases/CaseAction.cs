namespace Mesh.Cabinet.Cases;

/// <summary>Something that an operator can do for the person of a case. Each feature brings what is its own.</summary>
public interface ICaseAction
{
    /// <summary>Names it in the page's address and in tests.</summary>
    string Key { get; }

    /// <summary>The words of its button.</summary>
    string Title { get; }

    /// <summary>It takes something away from the person, and stands last.</summary>
    bool IsGrave => false;

    /// <summary>It can be done for many cases at once: there is nothing to choose, and doing it twice is the same as doing it once.</summary>
    bool IsForMany => false;

    /// <summary>What the operator chooses between.</summary>
    /// <returns>Null where the case has no such action; one choice is none.</returns>
    Task<IReadOnlyList<CaseChoice>?> ChoicesAsync(CaseOperator by, DeskCase open, CancellationToken cancellation);

    /// <param name="choice"><see cref="CaseChoice.Value"/> of what was chosen.</param>
    /// <param name="why">The operator's reason, in their own words.</param>
    Task<CaseActOutcome> ActAsync(CaseOperator by, DeskCase open, string choice, string why, CancellationToken cancellation);
}

/// <summary>One of the ways in which an action can be done.</summary>
/// <param name="Value">What the action is given.</param>
/// <param name="Words">What the operator reads.</param>
public sealed record CaseChoice(string Value, string Words);

/// <summary>How an action ended.</summary>
public abstract record CaseActOutcome
{
    private CaseActOutcome()
    {
    }

    /// <param name="Words">What was done, for the thread.</param>
    /// <param name="EndsCase">What the case was about is settled by it.</param>
    /// <param name="Then">Whose turn it is afterwards; null where that stays as it was.</param>
    public sealed record Done(string Words, bool EndsCase, CaseState? Then = null) : CaseActOutcome;

    /// <summary>Nothing was changed.</summary>
    /// <param name="Why">For the operator.</param>
    public sealed record Refused(string Why) : CaseActOutcome;
}

/// <summary>What the operator is shown of a case besides its thread; brought by features, as <see cref="ICaseAction"/> is.</summary>
public interface ICaseFacts
{
    /// <summary>Groups of facts, the first of them shown first; none where the feature knows nothing of such a case.</summary>
    Task<IReadOnlyList<CaseFacts>> FindAsync(CaseOperator by, DeskCase open, CancellationToken cancellation);
}

/// <summary>Facts under one heading.</summary>
public sealed record CaseFacts(string Title, IReadOnlyList<CaseFact> Facts);

/// <summary>One fact: on each side what stands there, and whether the two differ.</summary>
/// <param name="AtMosRu">Null where only one side speaks.</param>
public sealed record CaseFact(string Name, string? AtMosRu, string? AtSchool, bool Differs = false);

/// <summary>Which school a person's case goes to.</summary>
public interface ICaseSchools
{
    /// <summary>The school of the person's first current post; null if there is none.</summary>
    Task<string?> OfAsync(string personId, CancellationToken cancellation);
}

/// <summary>Where word of what is urgent goes; the feature that knows operators says it.</summary>
public interface IOperatorAddresses
{
    /// <summary>E-mail addresses of those who handle cases of a school.</summary>
    /// <param name="schoolId">Null for cases of no school, which are the city's.</param>
    /// <param name="exceptProvider">With <paramref name="exceptSubject"/> the account that the case is about.</param>
    Task<IReadOnlyList<string>> OfAsync(string? schoolId, string? exceptProvider, string? exceptSubject, CancellationToken cancellation);
}

/// <summary>By when people are answered.</summary>
internal static class CaseDue
{
    private static readonly TimeSpan Urgent = TimeSpan.FromHours(2);
    private static readonly TimeSpan Letter = TimeSpan.FromDays(1);
    private static readonly TimeSpan Record = TimeSpan.FromDays(2);
    private static readonly TimeSpan School = TimeSpan.FromDays(5);

    /// <summary>Goes before all others, and operators hear of it at once: somebody else may be in an account.</summary>
    public static bool IsUrgent(SupportCaseKind kind) => kind is SupportCaseKind.NotMe;

    /// <summary>Sooner where somebody cannot get in.</summary>
    public static TimeSpan After(SupportCaseKind kind) => kind switch
    {
        SupportCaseKind.AccountRenamed or SupportCaseKind.AccountTwice or SupportCaseKind.SnilsDiffers or SupportCaseKind.ContactsRequest => School,
        SupportCaseKind.AccessRequest or SupportCaseKind.ChildMissing => Record,
        _ when IsUrgent(kind) => Urgent,
        _ => Letter,
    };
}
