using System.Globalization;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices.Switches;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.MyServices;

/// <summary>One service of the catalogue in the settings, under <c>Services</c>.</summary>
public sealed record ServiceEntry
{
    public string Key { get; init; } = "";

    public string Title { get; init; } = "";

    public string About { get; init; } = "";

    public string Address { get; init; } = "";

    public string Icon { get; init; } = "";

    /// <summary>Who may use it: <c>staff</c>, <c>student</c>, <c>parent</c>.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Class levels, such as <c>1-4</c>: a student's own, or those of a parent's children; empty for all.</summary>
    public string Grades { get; init; } = "";

    /// <summary>Ids of schools, or of organisations above them, such as a district; empty for all.</summary>
    public IReadOnlyList<string> Schools { get; init; } = [];

    /// <summary>Which login it wants: <c>mos.ru</c>, <c>journal</c> (ЭЖД, R32) or <c>teams</c> (R33).</summary>
    public string Login { get; init; } = "mos.ru";

    /// <summary>The id of the client that its tile opens, so that who comes is signed in there; empty: the address alone.</summary>
    public string Client { get; init; } = "";

    /// <summary>The schools at which this role, with these class levels, may use it (R34); the primary post's first.</summary>
    public IEnumerable<School> SchoolsFor(GrantedRole granted, IEnumerable<string> grades) =>
        IsFor(granted.Role) && (granted.Role is PersonRole.Staff || Grades.Length == 0 || grades.Any(InGrades)) ? granted.Posts.Select(post => post.School).Where(IsAt) : [];

    /// <summary>Whether it is for this role at all.</summary>
    public bool IsFor(PersonRole role) => Roles.Contains(role.ToString(), StringComparer.OrdinalIgnoreCase);

    internal bool HasReadableGrades => Grades.Length == 0 || Range() is not null;

    // A Teams login exists only in the domain of a district (R33), in which private schools are not (R19).
    private bool IsAt(School school) =>
        (Schools.Count == 0 || Schools.Intersect(school.Within, StringComparer.Ordinal).Any())
        && (Login != "teams" || school is { IsMoscow: true, IsPrivate: false, TeamsDomain: not null });

    private bool InGrades(string? grade) =>
        int.TryParse(grade, CultureInfo.InvariantCulture, out var level) && Range() is var (first, last) && level >= first && level <= last;

    private (int First, int Last)? Range()
    {
        var ends = Grades.Split('-');
        return int.TryParse(ends[0], CultureInfo.InvariantCulture, out var first) && int.TryParse(ends[^1], CultureInfo.InvariantCulture, out var last)
            && ends.Length <= 2 && first <= last ? (first, last) : null;
    }
}

/// <summary>The services of МЭШ, as the settings list them.</summary>
public interface IServiceCatalogue
{
    /// <summary>Where staff work (D12).</summary>
    ServiceEntry Journal { get; }

    /// <summary>Where everybody else reads (D12).</summary>
    ServiceEntry Diary { get; }

    IReadOnlyList<string> Keys { get; }

    IReadOnlyList<ServiceEntry> All { get; }

    /// <summary>The service at an address; null if there is none.</summary>
    ServiceEntry? At(string address);

    /// <summary>Null if the settings have no such entry.</summary>
    ServiceEntry? Find(string key);

    /// <summary>Exactly what this person may use, in the catalogue's order (R34), and what of it schools have switched off.</summary>
    PersonServices ServicesOf(Access access, SwitchedOff off);
}

/// <inheritdoc cref="IServiceCatalogue"/>
internal sealed class ServiceCatalogue(IReadOnlyList<ServiceEntry> entries) : IServiceCatalogue
{
    private static readonly string[] Logins = ["mos.ru", "journal", "teams"];

    public ServiceEntry Journal => entries.Single(entry => entry.Key == "journal");

    public ServiceEntry Diary => entries.Single(entry => entry.Key == "diary");

    public IReadOnlyList<ServiceEntry> All => entries;

    public IReadOnlyList<string> Keys => [.. entries.Select(entry => entry.Key)];

    public ServiceEntry? At(string address) => entries.FirstOrDefault(entry => entry.Address == address);

    public ServiceEntry? Find(string key) => entries.FirstOrDefault(entry => entry.Key == key);

    public PersonServices ServicesOf(Access access, SwitchedOff off)
    {
        List<ServiceOf> all = [];
        foreach (var entry in entries)
        {
            List<ServicePlace> places =
            [
                .. from granted in access.Granted
                   from school in entry.SchoolsFor(granted, granted.Role is PersonRole.Parent ? access.ChildGrades : Own(access))
                   select new ServicePlace(granted.Role, school, off.Closes(entry.Key, school, granted.Role)),
            ];
            if (places.Count > 0)
                all.Add(new ServiceOf(entry, places));
        }

        return new PersonServices(all);
    }

    private static IEnumerable<string> Own(Access access) => access.Person?.Grades is { } grade ? [grade] : [];

    /// <summary>Every fault of the catalogue, each with the full key.</summary>
    /// <param name="legacyHosts">Hosts that lead back to the landing page of this site: nobody would ever come to a service there.</param>
    public static IEnumerable<string> Faults(IReadOnlyList<ServiceEntry> entries, params IReadOnlyCollection<string> legacyHosts)
    {
        foreach (var needed in new[] { "journal", "diary" }.Where(key => entries.Count(entry => entry.Key == key) != 1))
            yield return $"Services must hold exactly one entry with the Key {needed}";

        for (var index = 0; index < entries.Count; index++)
        {
            var entry = entries[index];
            if (entry.Key.Length == 0 || entry.Title.Length == 0)
                yield return $"Services:{index} needs a Key and a Title";
            if (entry.Key.Length > TextLength.Id)
                yield return $"Services:{index}:Key must not be longer than {TextLength.Id} characters";
            if (entries.Take(index).Any(earlier => earlier.Key == entry.Key))
                yield return $"Services:{index}:Key must be no other entry's";
            if (!Uri.TryCreate(entry.Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                yield return $"Services:{index}:Address must be an absolute http(s) address";
            else if (legacyHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase))
                yield return $"Services:{index}:Address must not lead to {address.Host}, which LegacyHosts sends to the landing page";
            if (entry.Roles.Count == 0 || entry.Roles.Except(Enum.GetNames<PersonRole>(), StringComparer.OrdinalIgnoreCase).Any())
                yield return $"Services:{index}:Roles must name staff, student or parent";
            if (!entry.HasReadableGrades)
                yield return $"Services:{index}:Grades must look like 1-4";
            if (!Logins.Contains(entry.Login))
                yield return $"Services:{index}:Login must be one of {string.Join(", ", Logins)}";
        }
    }
}
