using System.Globalization;

namespace Mesh.Cabinet.Sandbox.CityMaking;

/// <summary>Makes the people around the stories; everything that must be unique carries the person's running number.</summary>
internal sealed class Neighbours(Dice dice, int letters)
{
    private const int LongestFamily = 9;

    private static readonly (string Role, string Position)[] OtherPosts =
        [("siteAdministrator", "Системный администратор"), ("counselor", "Педагог-психолог"), ("aide", "Помощник воспитателя"), ("teacher", "Учитель-логопед")];

    public PersonRow Staff(int number, string school, bool isHead)
    {
        var (family, given, middle) = Person(dice.Of(Names.Family), isMan: dice.Chance(25));
        var (role, position) = isHead ? ("principal", "Директор")
            : dice.Chance(85) ? ("teacher", "Учитель " + dice.Of(Names.Subjects))
            : dice.Of(OtherPosts);
        return new PersonRow(Id(number), family, given, middle)
        {
            Username = StaffLogin(family, given, middle, number),
            Snils = Numbers.Snils(number),
            Phone = Numbers.Phone(number),
            Email = Email(number),
            School = school,
            Posts = [new PostRow(role, school, Date(2005 + dice.Below(19), 9, 1), Position: position)],
            Classes = role == "teacher" ? [.. new[] { AnyClass(school), AnyClass(school) }.Distinct()] : [],
        };
    }

    /// <summary>Parents first, then their children at one school; each points at the others.</summary>
    public IEnumerable<PersonRow> Household(int number, int parents, int children, string school)
    {
        var family = dice.Of(Names.Family);
        string[] parentIds = [.. Enumerable.Range(number, parents).Select(Id)];
        string[] childIds = [.. Enumerable.Range(number + parents, children).Select(Id)];
        var firstIsMan = dice.Chance(30);
        for (var place = 0; place < parents; place++)
        {
            var (name, given, middle) = Person(family, isMan: firstIsMan == (place == 0));
            yield return new PersonRow(parentIds[place], name, given, middle)
            {
                Phone = Numbers.Phone(number + place), Email = Email(number + place), School = school, Agents = childIds, Posts = [new PostRow("parent", school)],
            };
        }

        for (var place = 0; place < children; place++)
            yield return Child(number + parents + place, family, school, parentIds);
    }

    private PersonRow Child(int number, (string Man, string Woman) family, string school, string[] parents)
    {
        var (name, given, middle) = Person(family, isMan: dice.Chance(50));
        var grade = 1 + dice.Below(SchoolClasses.Grades);
        var hasContacts = grade >= 5 && dice.Chance(70);
        return new PersonRow(Id(number), name, given, middle)
        {
            Username = dice.Chance(85) ? $"{Short(name)}_{Text(number)}" : null,
            Phone = hasContacts ? Numbers.Phone(number) : null,
            Email = hasContacts ? Email(number) : null,
            School = school,
            Grade = grade,
            BirthDate = Date(2019 - grade, 1 + dice.Below(12), 1 + dice.Below(28)),
            Agents = parents,
            Posts = [new PostRow("student", school, "2023-09-01")],
            Classes = [SchoolClasses.Id(school, grade, dice.Below(letters))],
        };
    }

    // Most logins keep the rules; some hold a dot, as the journal once allowed, and some people have none yet.
    private string? StaffLogin(string family, string given, string? middle, int number)
    {
        var initials = Names.InLatin(given)[..1] + (middle is null ? "" : Names.InLatin(middle)[..1]);
        var separator = dice.Chance(8) ? '.' : '_';
        return dice.Chance(95) ? $"{Short(family)}{separator}{initials}{separator}{Text(number)}" : null;
    }

    private (string Family, string Given, string? Middle) Person((string Man, string Woman) family, bool isMan)
    {
        var patronymic = dice.Of(Names.Patronymics);
        var given = dice.Of(isMan ? Names.Men : Names.Women);
        return (isMan ? family.Man : family.Woman, given, dice.Chance(4) ? null : isMan ? patronymic.Man : patronymic.Woman);
    }

    private string AnyClass(string school) => SchoolClasses.Id(school, 1 + dice.Below(SchoolClasses.Grades), dice.Below(letters));

    private static string Short(string family) => Names.InLatin(family) is { Length: > LongestFamily } latin ? latin[..LongestFamily] : Names.InLatin(family);

    private static string Id(int number) => $"person-{Text(number)}";

    private static string Email(int number) => $"user{Text(number)}@pochta.example";

    private static string Date(int year, int month, int day) => new DateOnly(year, month, day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
