using System.Globalization;
using CsCheck;
using Mesh.Cabinet.Sandbox.CityMaking;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Tests.Children;

/// <summary>A role at one of the schools.</summary>
internal sealed record GraphRole(string Role, string School, DateOnly? Begin, DateOnly? End)
{
    public bool IsCurrent(DateOnly today) => (Begin is null || Begin <= today) && (End is null || End >= today);
}

/// <summary>An adult or a child, whom the records tie to others in one direction or both.</summary>
internal sealed record GraphPerson(string Id, IReadOnlyList<GraphRole> Roles, bool IsWithdrawn)
{
    public HashSet<string> Agents { get; } = new(StringComparer.Ordinal);
}

/// <summary>
/// Families as records may tell of them: shared custody, guardians, relatives, ties in one record only, roles that end, begin or were
/// withdrawn, teachers who have their own child in the class. <see cref="Right"/> is the oracle: it reads the graph and no database.
/// </summary>
internal sealed record FamilyGraph(IReadOnlyList<GraphPerson> Adults, IReadOnlyList<GraphPerson> Children)
{
    public static readonly string[] Schools = ["school-1", "school-2", "school-3"];

    public static FamilyRight Right(GraphPerson adult, GraphPerson child, DateOnly today)
    {
        if (adult.IsWithdrawn || child.IsWithdrawn || !(adult.Agents.Contains(child.Id) || child.Agents.Contains(adult.Id)))
            return FamilyRight.None;

        var studies = child.Roles.Where(role => role.Role == "student" && role.IsCurrent(today)).Select(role => role.School).ToList();
        var family = adult.Roles.Where(role => role.Role is "parent" or "guardian" or "relative" && role.IsCurrent(today)).ToList();
        if (studies.Count == 0 || family.Count == 0)
            return FamilyRight.None;

        var there = family.Exists(role => studies.Contains(role.School)) ? family.Where(role => studies.Contains(role.School)) : family;
        return there.Any(role => role.Role == "relative") ? FamilyRight.Look : FamilyRight.Full;
    }

    /// <param name="edge">Days between a date and today: nothing for a graph whose clock stands still.</param>
    public static Gen<FamilyGraph> Gen(int adults, int children, DateOnly today, int edge)
    {
        var school = Of(Schools);
        var begin = CsCheck.Gen.Frequency((6, CsCheck.Gen.Const((DateOnly?)null)), (2, CsCheck.Gen.Const((DateOnly?)today.AddDays(-edge))), (1, CsCheck.Gen.Const((DateOnly?)today.AddDays(edge + 1))));
        var end = CsCheck.Gen.Frequency((6, CsCheck.Gen.Const((DateOnly?)null)), (2, CsCheck.Gen.Const((DateOnly?)today.AddDays(edge))), (1, CsCheck.Gen.Const((DateOnly?)today.AddDays(-edge - 1))));
        Gen<GraphRole> Role(params string[] roles) => CsCheck.Gen.Select(Of(roles), school, begin, end, (role, at, from, to) => new GraphRole(role, at, from, to));
        var isWithdrawn = CsCheck.Gen.Frequency((14, CsCheck.Gen.Const(false)), (1, CsCheck.Gen.Const(true)));
        var adult = CsCheck.Gen.Select(Role("parent", "parent", "guardian", "relative", "relative", "teacher").List[0, 3], isWithdrawn, (roles, gone) => (Roles: roles, IsWithdrawn: gone));
        var child = CsCheck.Gen.Select(Role("student").List[1, 2], isWithdrawn, (roles, gone) => (Roles: roles, IsWithdrawn: gone));
        var tie = CsCheck.Gen.Select(CsCheck.Gen.Int[0, adults - 1], CsCheck.Gen.Int[0, children - 1], CsCheck.Gen.Int[1, 3]);
        return CsCheck.Gen.Select(adult.Array[adults], child.Array[children], tie.List[children * 2, children * 4], (grown, small, ties) =>
        {
            var graph = new FamilyGraph(
                [.. grown.Select((it, number) => new GraphPerson($"adult-{number}", it.Roles, it.IsWithdrawn))],
                [.. small.Select((it, number) => new GraphPerson($"child-{number}", it.Roles, it.IsWithdrawn))]);
            foreach (var (of, to, directions) in ties)
            {
                if ((directions & 1) != 0)
                    graph.Adults[of].Agents.Add(graph.Children[to].Id);
                if ((directions & 2) != 0)
                    graph.Children[to].Agents.Add(graph.Adults[of].Id);
            }

            return graph;
        });
    }

    /// <summary>Writes the families as an export of the schools would have them.</summary>
    public async Task WriteAsync(string folder)
    {
        await using var roster = new RosterWriter(folder);
        roster.Add(new OrganisationRow("state-moscow", "Москва", "state"));
        foreach (var school in Schools)
        {
            roster.Add(new OrganisationRow(school, $"Школа {school[^1]}", "school", "state-moscow"));
            roster.AddClass(school, 2, 0);
        }

        foreach (var (adult, number) in Adults.Select((adult, number) => (adult, number)))
            roster.Add(Adult(adult, number));
        foreach (var (child, number) in Children.Select((child, number) => (child, number)))
        {
            roster.Add(new PersonRow(child.Id, "Детский", "Юный" + Letters(number), null)
            {
                School = Schools[0],
                Grade = 2,
                BirthDate = "2017-05-05",
                Email = EmailOf(number),
                Phone = PhoneOf(number),
                Agents = [.. child.Agents],
                Posts = Posts(child),
                Classes = [.. child.Roles.Select(role => SchoolClasses.Id(role.School, 2, 0)).Distinct()],
            });
        }
    }

    private static Gen<string> Of(string[] choices) => CsCheck.Gen.Int[0, choices.Length - 1].Select(place => choices[place]);

    public static string PhoneOf(int number) => Numbers.Phone(1_000 + number);

    public static string EmailOf(int number) => $"child{number}@pochta.example";

    public static int NumberOf(string childId) => int.Parse(childId["child-".Length..], CultureInfo.InvariantCulture);

    public static string Letters(int number) => string.Concat($"{number:D2}".Select(digit => "абвгдежзик"[digit - '0']));

    // A teacher teaches every class of her school: that gives no right over anybody's child but her own.
    private static PersonRow Adult(GraphPerson adult, int number) => new(adult.Id, "Взрослов", "Иван" + Letters(number), null)
    {
        School = Schools[0],
        Phone = Numbers.Phone(number + 1),
        Email = $"adult{number}@pochta.example",
        Agents = [.. adult.Agents],
        Posts = Posts(adult),
        Classes = [.. adult.Roles.Where(role => role.Role == "teacher").Select(role => SchoolClasses.Id(role.School, 2, 0)).Distinct()],
    };

    private static IReadOnlyList<PostRow> Posts(GraphPerson person) =>
        [.. person.Roles.Select((role, place) => new PostRow(role.Role, role.School, $"{role.Begin:yyyy-MM-dd}", $"{role.End:yyyy-MM-dd}", IsPrimary: place == 0))];
}
