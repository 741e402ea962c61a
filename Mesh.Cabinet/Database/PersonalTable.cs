namespace Mesh.Cabinet.Database;

/// <summary>Somebody whose data are asked for: the school's records of theirs, and their accounts at mos.ru and госуслуги.</summary>
internal sealed record DataSubject(IReadOnlyList<string> Records, IReadOnlyList<DataAccount> Accounts)
{
    /// <summary>Addresses to which letters may be on their way.</summary>
    public IReadOnlyCollection<string> Addresses { get; init; } = [];

    public override string ToString() => "***";
}

internal sealed record DataAccount(string Provider, string Subject);

/// <summary>What becomes of rows when their person is erased.</summary>
internal enum Fate
{
    /// <summary>They go.</summary>
    Erased,

    /// <summary>They go last: by them the rest is found.</summary>
    ErasedLast,

    /// <summary>Their feature takes out of them what is the person's, see <see cref="IErases"/>.</summary>
    Emptied,

    /// <summary>They are the school's.</summary>
    Kept,
}

/// <summary>A table with a person's rows. Each feature registers its own, so that nothing is forgotten when a person asks for their data, or for their end.</summary>
/// <param name="Key">What tells its rows apart, or few of them.</param>
/// <param name="Title">What it holds, for the person and for the act.</param>
internal sealed record PersonalTable(string Table, string Key, string Title, Fate Fate)
{
    /// <summary>Columns that hold the id of the person's record.</summary>
    public IReadOnlyList<string> Records { get; init; } = [];

    /// <summary>Whether the columns <c>Provider</c> and <c>Subject</c> hold the person's account.</summary>
    public bool HasAccount { get; init; }

    /// <summary>A column that holds the subject of an account at <see cref="SubjectProvider"/>.</summary>
    public string? SubjectColumn { get; init; }

    public string? SubjectProvider { get; init; }

    /// <summary>A column that holds «provider/subject».</summary>
    public string? AccountColumn { get; init; }

    /// <summary>The rows hang on those of another table: a column here, and the one there that it names.</summary>
    public PersonalParent? Parent { get; init; }

    /// <summary>A condition for what is shown; the rest is not the person's to read.</summary>
    public string? ShownWhere { get; init; }

    /// <summary>What the person is shown; what is encrypted is revealed.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];

    public override string ToString() => Table;
}

/// <param name="Column">Of the table that hangs there.</param>
/// <param name="Key">Of the table on which it hangs.</param>
internal sealed record PersonalParent(string Column, PersonalTable Table, string Key);

/// <summary>What a feature takes out of its rows otherwise than by deleting them.</summary>
internal interface IErases
{
    /// <returns>False if a part could not be reached now: the erasure is to be repeated.</returns>
    Task<bool> EraseAsync(DataSubject person, CancellationToken cancellation);
}
