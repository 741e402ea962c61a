using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Matching;

/// <summary>
/// Decides from a mos.ru profile and the candidate records which roles a person gets, and gives a verdict on every field of every
/// role that the person seems to have and does not get (R11–R14, R44–R48, D6, D7, D15). Pure: today comes in as a value.
/// </summary>
internal static class AccessRules
{
    private static readonly PersonRole[] Roles = [PersonRole.Staff, PersonRole.Student, PersonRole.Parent];

    /// <param name="tied">The record that is this account's already; then no other record can match (D11).</param>
    /// <param name="candidates">Records that share anything with the profile, in any order.</param>
    public static Access Evaluate(CityProfile profile, PersonRecord? tied, IReadOnlyList<PersonRecord> candidates, DateOnly today)
    {
        var read = new ReadProfile(profile);
        var pool = tied is null ? candidates.DistinctBy(record => record.Id).OrderBy(record => record.Id, StringComparer.Ordinal).ToList() : [tied];
        var laid = pool.SelectMany(record => Roles.Where(role => HasRole(record, role)).Select(role => new Candidate(role, read, record, pool, isTied: tied is not null))).ToList();
        var matches = Standing([.. laid.Where(candidate => candidate.IsMatch)]);
        var person = tied ?? Own(matches);
        var decisions = Roles
            .Select(role => person is null ? OfNobody(role, laid, matches) : OfPerson(role, person, laid, matches, profile, today))
            .OfType<RoleDecision>().ToList();
        var granted = decisions.OfType<GrantedRole>().ToList();
        return new Access(person, granted, [.. decisions.OfType<WithheldRole>()], read.Compared, read.Faults)
        {
            OtherSnils = granted.Count > 0 && matches.Exists(candidate => candidate.Record.Id == person!.Id && candidate.HasOtherSnils) ? Masks.Of(person!.Snils!) : null,
        };
    }

    /// <summary>Which role of the door a word of OneRoster's roles is.</summary>
    public static PersonRole RoleOf(string oneRosterRole) => oneRosterRole switch
    {
        "student" => PersonRole.Student,
        "parent" or "guardian" or "relative" => PersonRole.Parent,
        _ => PersonRole.Staff,
    };

    /// <summary>The posts of a role that are current, the primary one first.</summary>
    public static IReadOnlyList<Post> CurrentPosts(PersonRecord record, PersonRole role, DateOnly today) =>
    [
        .. record.Posts.Where(post => RoleOf(post.Role) == role && !record.IsWithdrawn && IsCurrent(post, today))
            .OrderByDescending(post => post.IsPrimary).ThenBy(post => post.School.Id, StringComparer.Ordinal),
    ];

    // A СНИЛС that differs closes nothing by itself, but it yields to a record whose СНИЛС does not (D19).
    private static List<Candidate> Standing(List<Candidate> matches) =>
        matches.Exists(candidate => !candidate.HasOtherSnils) ? [.. matches.Where(candidate => !candidate.HasOtherSnils)] : matches;

    // The account's own record: the one that СНИЛС proves, else the only one that matches. Between equals nobody chooses (E11).
    private static PersonRecord? Own(List<Candidate> matches)
    {
        var proven = matches.Where(candidate => candidate.HasSnils).DistinctBy(candidate => candidate.Record.Id).ToList();
        var equal = proven.Count > 0 ? proven : [.. matches.DistinctBy(candidate => candidate.Record.Id)];
        return equal is [var only] ? only.Record : null;
    }

    private static RoleDecision? OfPerson(
        PersonRole role, PersonRecord person, List<Candidate> laid, List<Candidate> matches, CityProfile profile, DateOnly today)
    {
        if (laid.FirstOrDefault(candidate => candidate.Role == role && candidate.Record.Id == person.Id) is { } own)
            return own.IsMatch ? Post(own, profile, today) : own.Withhold();

        // A second record of what looks like the same grown-up: an account has one record, support joins them (D11).
        var isElsewhere = role is not PersonRole.Student && matches.Exists(candidate => candidate.Role == role);
        return isElsewhere ? new WithheldRole(role, [], new Hindrance.SeveralRecords(), IsProven: true) : null;
    }

    private static WithheldRole? OfNobody(PersonRole role, List<Candidate> laid, List<Candidate> matches)
    {
        if (matches.Exists(candidate => candidate.Role == role))
            return new WithheldRole(role, [], new Hindrance.SeveralRecords(), IsProven: true);
        if (matches.Count > 0)
            return null;

        return laid.Where(candidate => candidate.Role == role && candidate.IsNear).MinBy(candidate => candidate.Faults)?.Withhold();
    }

    private static RoleDecision Post(Candidate own, CityProfile profile, DateOnly today)
    {
        var record = own.Record;
        var all = record.Posts.Where(post => RoleOf(post.Role) == own.Role).ToList();
        var current = CurrentPosts(record, own.Role, today);
        var open = current.Where(post => profile.Provider == CityProvider.MosRu || !post.School.IsMoscow).ToList();
        if (open.Count > 0)
            return new GrantedRole(own.Role, open);
        if (current.Count > 0)
            return own.Withhold(new Hindrance.ComeByMosRu());

        var coming = all.Where(post => !record.IsWithdrawn && !post.IsWithdrawn && post.Begin > today).Min(post => post.Begin);
        return own.Withhold(coming is { } begin ? new Hindrance.StartsOn(begin) : new Hindrance.Ended(all.Max(post => post.End)));
    }

    private static bool IsCurrent(Post post, DateOnly today) =>
        !post.IsWithdrawn && !(post.Begin > today) && !(post.End < today);

    private static bool HasRole(PersonRecord record, PersonRole role) => record.Posts.Any(post => RoleOf(post.Role) == role);
}
