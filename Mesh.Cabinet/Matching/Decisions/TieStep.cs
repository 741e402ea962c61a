namespace Mesh.Cabinet.Matching.Decisions;

/// <summary>What is to be done with a tie.</summary>
internal enum TieChange
{
    /// <summary>What hangs on one record becomes another's, which is named as «to».</summary>
    MoveRecord,

    /// <summary>The record becomes the account's that is named as «to», whether another has it or nobody.</summary>
    MoveAccount,
}

/// <summary>What makes one person into another, as an operator wants it.</summary>
/// <param name="PersonId">The record whose tie it is.</param>
/// <param name="To">The other record, or the account as «provider/subject».</param>
internal sealed record TieStep(TieChange Change, string PersonId, string To)
{
    /// <summary>The record that somebody gets, of whose contacts word is sent.</summary>
    public string Gained => Change is TieChange.MoveRecord ? To : PersonId;

    /// <summary>Every record that it touches.</summary>
    public IReadOnlyList<string> Records => Change is TieChange.MoveRecord ? [PersonId, To] : [PersonId];

    public override string ToString() => $"{Change} {PersonId}";
}

/// <summary>A step for which the СНИЛС does not speak: it holds when a second operator has agreed and a day has passed.</summary>
internal sealed record TieProposal
{
    /// <summary>From the second operator's word until it holds: the record's own contact can still object.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromDays(1);

    /// <summary>What a whole city's operator reaches.</summary>
    public const int WholeCity = int.MaxValue;

    public required Guid Id { get; init; }

    public required long CaseNumber { get; init; }

    public required TieChange Change { get; init; }

    public required string PersonId { get; init; }

    public required string Target { get; init; }

    public required string Why { get; init; }

    /// <summary>The account of the case.</summary>
    public string? Provider { get; init; }

    /// <inheritdoc cref="Provider"/>
    public string? Subject { get; init; }

    public required string ProposedKey { get; init; }

    public required string ProposedName { get; init; }

    /// <summary>For how many schools the first operator speaks.</summary>
    public required int Reach { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    public string? SecondName { get; init; }

    /// <summary>When it is done; null while the second word is missing.</summary>
    public DateTimeOffset? HoldsAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? Outcome { get; init; }

    public TieStep Step => new(Change, PersonId, Target);

    /// <summary>For how many schools an operator speaks.</summary>
    public static int ReachOf(Cases.CaseOperator by) => by.IsCity ? WholeCity : by.Schools.Count;

    /// <summary>Somebody else, who speaks for more than the first; where the first speaks for the whole city, another one of the city.</summary>
    public bool TakesSecond(Cases.CaseOperator by) =>
        HoldsAt is null && by.Key != ProposedKey && (ReachOf(by) > Reach || (by.IsCity && Reach == WholeCity));
}
