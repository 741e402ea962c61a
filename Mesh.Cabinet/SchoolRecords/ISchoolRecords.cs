using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.SchoolRecords;

/// <summary>What schools know of people, as the last import left it. Each look-up goes by an index, however many people there are.</summary>
public interface ISchoolRecords
{
    /// <summary>The record of an id, withdrawn or not; null if there never was one.</summary>
    Task<PersonRecord?> FindAsync(string personId, CancellationToken cancellation);

    /// <summary>
    /// Records that share СНИЛС, a contact or the ЭЖД login with anything that is looked for; distinct, ordered by id, withdrawn ones
    /// included. A name alone finds nobody.
    /// </summary>
    Task<IReadOnlyList<PersonRecord>> FindCandidatesAsync(CandidateSearch search, CancellationToken cancellation);

    /// <summary>Whether a legal ЭЖД login belongs, without case, to somebody other than this person; withdrawn people count (E30).</summary>
    Task<bool> IsUsernameOfAnotherAsync(string foldedLogin, string personId, CancellationToken cancellation);
}

/// <summary>What to look for; a record is a candidate if it has any of it.</summary>
public sealed record CandidateSearch
{
    public IReadOnlyList<Snils> Snils { get; init; } = [];

    public IReadOnlyList<PhoneNumber> Phones { get; init; } = [];

    public IReadOnlyList<EmailAddress> Emails { get; init; } = [];

    /// <summary>ЭЖД logins, in any case.</summary>
    public IReadOnlyList<string> Usernames { get; init; } = [];
}
