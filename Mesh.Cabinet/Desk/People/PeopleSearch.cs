using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Logins;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Desk.People;

/// <summary>
/// Finds people of the operator's schools by whatever is known of them: name, СНИЛС, login in any form (E37), phone, e-mail, number of a
/// case, id of the record. Who is in no such school is not found, as if they were nowhere.
/// </summary>
internal sealed class PeopleSearch(ISchoolRecords records, IPeopleByName names, ListTies ties, IDeskCases cases)
{
    /// <summary>More are not shown: the operator types more.</summary>
    public const int Most = 50;

    public async Task<IReadOnlyList<PersonRecord>> FindAsync(CaseOperator by, string typed, CancellationToken cancellation)
    {
        var words = typed.Trim();
        if (words.Length == 0)
            return [];

        var found = new List<PersonRecord>();
        foreach (var id in await IdsAsync(by, words, cancellation))
        {
            if (await FindOneAsync(by, id, cancellation) is { } person && found.TrueForAll(other => other.Id != person.Id))
                found.Add(person);
        }

        return found;
    }

    /// <summary>One person; null where there is none within the operator's schools.</summary>
    public async Task<PersonRecord?> FindOneAsync(CaseOperator by, string personId, CancellationToken cancellation) =>
        await records.FindAsync(personId, cancellation) is { } person && IsTheirs(by, person) ? person : null;

    private static bool IsTheirs(CaseOperator by, PersonRecord person) =>
        person.Id != by.PersonId && (by.IsCity || person.Posts.Any(post => by.Schools.Contains(post.School.Id, StringComparer.Ordinal)));

    private async Task<IReadOnlyList<string>> IdsAsync(CaseOperator by, string words, CancellationToken cancellation)
    {
        var search = new CandidateSearch
        {
            Snils = Listed(Snils.TryParse(words)),
            Phones = Listed(PhoneNumber.TryParse(words)),
            Emails = Listed(EmailAddress.TryParse(words)),
            Usernames = [words, LoginRules.Bare(words)],
        };
        var byNumbers = await records.FindCandidatesAsync(search, cancellation);
        var byTies = await ties.FindAsync(LoginRules.Bare(words), cancellation);
        var byCase = long.TryParse(words.TrimStart('№', ' '), out var number) && await cases.FindAsync(by, number, cancellation) is { PersonId: { } personId } ? [personId] : Array.Empty<string>();
        var byName = await names.FindAsync(words, by.IsCity ? null : by.Schools, Most, cancellation);
        return [.. byCase.Concat(byNumbers.Select(person => person.Id)).Concat(byTies.Select(view => view.Holder.PersonId).OfType<string>()).Concat(byName).Distinct(StringComparer.Ordinal).Take(Most)];
    }

    private static T[] Listed<T>(T? value)
        where T : class => value is null ? [] : [value];
}
