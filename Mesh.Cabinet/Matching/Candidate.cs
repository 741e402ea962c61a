using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Matching;

/// <summary>One record laid beside the profile for one role.</summary>
internal sealed class Candidate
{
    private static readonly ProfileField[] NameFields = [ProfileField.FamilyName, ProfileField.GivenName, ProfileField.MiddleName];
    private readonly ReadProfile read;
    private readonly bool isTied;

    /// <param name="pool">All records at hand, among them perhaps the person's representatives.</param>
    /// <param name="isTied">The record is this account's already.</param>
    public Candidate(PersonRole role, ReadProfile read, PersonRecord record, IReadOnlyList<PersonRecord> pool, bool isTied)
    {
        this.isTied = isTied;
        Role = role;
        Record = record;
        this.read = read;
        var relatives = role is PersonRole.Student ? [.. pool.Where(other => IsRepresentative(other, record))] : Array.Empty<PersonRecord>();
        Verdicts = Sharpen([.. Name(), .. Fields(relatives)]);
    }

    public PersonRole Role { get; }

    public PersonRecord Record { get; }

    public IReadOnlyList<Verdict> Verdicts { get; }

    public bool IsMatch => Verdicts.All(verdict => verdict.Comparison.IsMatch);

    public int Faults => Verdicts.Count(verdict => !verdict.Comparison.IsMatch);

    /// <summary>СНИЛС, a contact or the login of a simplified account agrees, whether or not the role asks for it.</summary>
    public bool IsProven => HasSnils || HasContact || HasLogin;

    public bool HasSnils => read.Snils is not null && read.Snils == Record.Snils;

    /// <summary>Both sides hold a СНИЛС, and not the same (D19).</summary>
    public bool HasOtherSnils => read.Snils is not null && Record.Snils is not null && read.Snils != Record.Snils;

    /// <summary>
    /// The record may well be the person's own, and something proves it: a name alone is everybody's, and who knows only that must learn
    /// nothing of a namesake. A family shares contacts, and nobody is told of a relative: beside a shared contact the name must agree but
    /// for a slip or the surname. Beside СНИЛС alone two parts of the name must: else it rather is the number that is wrong.
    /// </summary>
    public bool IsNear => (HasSnils && (IsNamedInPart || HasContact)) || ((HasContact || HasLogin) && read.Name is not null && IsNamedAlike);

    /// <summary>Verdicts as they may be shown: of an own record with which no number and no contact agrees any more, only that a field differs.</summary>
    public WithheldRole Withhold(Hindrance? hindrance = null) => new(Role, IsProven ? Verdicts : [.. Verdicts.Select(Blunt)], hindrance, IsProven, Record.Id);

    // What is left between the names once Latin letters are mended; nobody asks of a record that matches.
    private Dictionary<ProfileField, Comparison> Names => field ??= read.Name is null
        ? []
        : NameComparison.Compare(NameComparison.WithoutLatin(read.Name), NameComparison.WithoutLatin(Record.Name)).ToDictionary(verdict => verdict.Field, verdict => verdict.Comparison);

    private bool HasContact =>
        (read.Phone is { } phone && Record.Phones.Contains(phone)) || (read.Email is { } email && Record.Emails.Contains(email));

    private bool HasLogin =>
        Role is PersonRole.Student && read.Source is { IsSimplified: true, Login: { } login } && string.Equals(login, Record.Username, StringComparison.OrdinalIgnoreCase);

    private bool IsNamedAlike =>
        Names[ProfileField.GivenName] is not Comparison.Different
        && Names[ProfileField.MiddleName] is not Comparison.Different;

    // Two parts of three that are others make another person.
    private bool IsNamedInPart => Names.Values.Count(name => name is Comparison.Different) <= 1;

    private static bool IsRepresentative(PersonRecord other, PersonRecord student) =>
        student.AgentIds.Contains(other.Id) || (other.AgentIds.Contains(student.Id) && other.Posts.Any(post => AccessRules.RoleOf(post.Role) is PersonRole.Parent));

    private static Verdict Blunt(Verdict verdict) => verdict.Comparison switch
    {
        { IsMatch: true } or Comparison.MissingAtMosRu or Comparison.UnreadableAtMosRu or Comparison.LatinLetter =>
            verdict with { SchoolHint = null, SchoolValues = 1 },
        _ => new Verdict(verdict.Field, new Comparison.Different()),
    };

    private IEnumerable<Verdict> Name() => read.Name is { } name
        ? NameComparison.Compare(name, Record.Name)
        : NameFields.Select(field => read.Unread(field)).OfType<Verdict>();

    private IEnumerable<Verdict> Fields(IReadOnlyList<PersonRecord> relatives) => Role switch
    {
        PersonRole.Staff => [FieldComparison.Snils(read, Record)],
        // The login finds a child's record; once tied, the account is the child's, whether or not the journal has that login (D17, R40).
        PersonRole.Student when read.Source.IsSimplified => isTied ? [] : [FieldComparison.Login(read, Record)],
        _ => [FieldComparison.Phone(read, Record, relatives), FieldComparison.Email(read, Record, relatives)],
    };

    // A surname that is another altogether, where all the rest agrees and proves the person, is an old or a new one.
    private List<Verdict> Sharpen(List<Verdict> verdicts)
    {
        var surname = verdicts.FindIndex(verdict => verdict is { Field: ProfileField.FamilyName, Comparison: Comparison.Different });
        if (surname >= 0 && IsProven && verdicts.Count(verdict => !verdict.Comparison.IsMatch) == 1)
            verdicts[surname] = new Verdict(ProfileField.FamilyName, new Comparison.OtherSurname());
        return verdicts;
    }
}
