using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Matching;

/// <summary>
/// Decides from a mos.ru profile and the candidate records which roles a person gets, and names the obstacle of every role
/// that the person seems to have and does not get (R11–R14, R44–R48, D6, D7, D15). Pure: today comes in as a value.
/// </summary>
internal static class AccessRules
{
    private static readonly PersonRole[] Roles = [PersonRole.Staff, PersonRole.Student, PersonRole.Parent];

    /// <param name="tied">The record that is this account's already; then no other record can match (D11).</param>
    /// <param name="candidates">Records that share anything with the profile, in any order.</param>
    public static Access Evaluate(CityProfile profile, PersonRecord? tied, IReadOnlyList<PersonRecord> candidates, DateOnly today)
    {
        var read = new ReadProfile(profile);
        var pool = tied is null ? candidates.OrderBy(record => record.Id, StringComparer.Ordinal).ToList() : [tied];
        var person = tied ?? FirstMatch(read, pool);

        var granted = new List<GrantedRole>();
        var withheld = new List<WithheldRole>();
        foreach (var role in Roles)
        {
            var (posts, obstacles) = Decide(role, read, pool, person, today);
            if (posts.Count > 0)
                granted.Add(new GrantedRole(role, posts));
            else if (obstacles.Count > 0)
                withheld.Add(new WithheldRole(role, obstacles));
        }

        return new Access(person, granted, withheld, read.Compared, read.Unread);
    }

    /// <summary>Which role of the door a word of OneRoster's roles is.</summary>
    public static PersonRole RoleOf(string oneRosterRole) => oneRosterRole switch
    {
        "student" => PersonRole.Student,
        "parent" or "guardian" or "relative" => PersonRole.Parent,
        _ => PersonRole.Staff,
    };

    // The account's own record: by the strongest proof first, and only where one record alone gives it.
    private static PersonRecord? FirstMatch(ReadProfile read, IReadOnlyList<PersonRecord> pool) =>
        Roles.Select(role => Matches(role, read, pool)).Where(matches => matches.Count == 1).Select(matches => matches[0]).FirstOrDefault();

    private static List<PersonRecord> Matches(PersonRole role, ReadProfile read, IEnumerable<PersonRecord> pool) =>
        [.. pool.Where(record => HasRole(record, role) && Obstacles(role, read, record).Count == 0)];

    private static (IReadOnlyList<Post> Posts, IReadOnlyList<Obstacle> Obstacles) Decide(
        PersonRole role, ReadProfile read, IReadOnlyList<PersonRecord> pool, PersonRecord? person, DateOnly today)
    {
        var matches = Matches(role, read, pool);
        if (matches.Count > 1)
            return ([], [new Obstacle.SeveralRecords()]);

        if (matches is [var match])
        {
            // Another record of what looks like the same person: a tie is one record only, support joins them.
            return match.Id == person!.Id ? Posts(role, read, match, today) : ([], [new Obstacle.SeveralRecords()]);
        }

        var nearest = pool.Where(record => HasRole(record, role) && (person is null ? IsNear(read, record) : record.Id == person.Id))
            .MinBy(record => Obstacles(role, read, record).Count);
        return nearest is null ? ([], []) : ([], Obstacles(role, read, nearest));
    }

    // A family shares contacts: a record is the person's own only if the СНИЛС or all but one part of the name agrees.
    private static bool IsNear(ReadProfile read, PersonRecord record) =>
        read.Name is not { } name
        || (read.Snils is not null && read.Snils == record.Snils)
        || NameComparison.Compare(name, record.Name).Count <= 1;

    private static (IReadOnlyList<Post> Posts, IReadOnlyList<Obstacle> Obstacles) Posts(
        PersonRole role, ReadProfile read, PersonRecord record, DateOnly today)
    {
        var all = record.Posts.Where(post => RoleOf(post.Role) == role).ToList();
        var current = all.Where(post => !record.IsWithdrawn && IsCurrent(post, today))
            .OrderByDescending(post => post.IsPrimary).ThenBy(post => post.School.Id, StringComparer.Ordinal).ToList();
        var open = current.Where(post => read.Source.Provider == CityProvider.MosRu || !post.School.IsMoscow).ToList();
        if (open.Count > 0)
            return (open, []);
        if (current.Count > 0)
            return ([], [new Obstacle.ComeByMosRu()]);

        var coming = all.Where(post => !record.IsWithdrawn && !post.IsWithdrawn && post.Begin > today).Min(post => post.Begin);
        return ([], [coming is { } begin ? new Obstacle.StartsOn(begin) : new Obstacle.Ended(all.Max(post => post.End))]);
    }

    private static bool IsCurrent(Post post, DateOnly today) =>
        !post.IsWithdrawn && !(post.Begin > today) && !(post.End < today);

    private static bool HasRole(PersonRecord record, PersonRole role) => record.Posts.Any(post => RoleOf(post.Role) == role);

    private static List<Obstacle> Obstacles(PersonRole role, ReadProfile read, PersonRecord record)
    {
        var obstacles = read.Lacking(role).ToList();
        if (read.Name is { } name)
            obstacles.AddRange(NameComparison.Compare(name, record.Name));
        obstacles.AddRange(role switch
        {
            PersonRole.Staff => Snils(read, record),
            PersonRole.Student when read.Source.IsSimplified => SimplifiedLogin(read, record),
            _ => Contacts(read, record),
        });
        return [.. obstacles.Distinct()];
    }

    private static IEnumerable<Obstacle> Snils(ReadProfile read, PersonRecord record)
    {
        if (record.Snils is null)
            yield return new Obstacle.MissingAtSchool(ProfileField.Snils);
        else if (read.Snils is not null && read.Snils != record.Snils)
            yield return new Obstacle.Differs(ProfileField.Snils);
    }

    // D6: of each kind the school holds, one value must be mos.ru's; of one kind it must hold something.
    private static IEnumerable<Obstacle> Contacts(ReadProfile read, PersonRecord record)
    {
        if (record.Phones.Count == 0 && record.Emails.Count == 0)
            yield return new Obstacle.MissingAtSchool(ProfileField.Phone);
        if (record.Phones.Count > 0 && read.Phone is { } phone && !record.Phones.Contains(phone))
            yield return new Obstacle.Differs(ProfileField.Phone);
        if (record.Emails.Count > 0 && read.Email is { } email && !record.Emails.Contains(email))
            yield return new Obstacle.Differs(ProfileField.Email);
    }

    // R14, D17: a simplified account has no contacts; its mos.ru login is the ЭЖД login.
    private static IEnumerable<Obstacle> SimplifiedLogin(ReadProfile read, PersonRecord record)
    {
        if (read.Source.Login is not { } login || !string.Equals(login, record.Username, StringComparison.OrdinalIgnoreCase))
            yield return new Obstacle.Differs(ProfileField.Login);
    }
}
