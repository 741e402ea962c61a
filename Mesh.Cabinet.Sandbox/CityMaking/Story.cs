using System.Globalization;
using Mesh.Cabinet.Sandbox.Citizens;

namespace Mesh.Cabinet.Sandbox.CityMaking;

/// <summary>A citizen with what the schools' records say of the same person and of the children the story needs.</summary>
internal sealed record Story(Citizen Citizen, params IReadOnlyList<PersonRow> People)
{
    public const string Password = "Shkola-2026";

    private const string PastSeptember = "2023-09-01";

    /// <summary>Every story that each city holds, in the order of the sign-in page.</summary>
    public static IReadOnlyList<Story> All { get; } = [.. StaffStories.All, .. HardStaffStories.All, .. FamilyStories.All, .. OtherStories.All, .. DeskStories.All];

    /// <summary>An account at mos.ru with all that it can hold.</summary>
    public static Citizen Account(int number, string login, string name, string about) => Named(name, (family, given, middle) => new Citizen
    {
        Sub = string.Create(CultureInfo.InvariantCulture, $"3f2a9c10-0000-4000-8000-{number:D12}"),
        Login = login,
        Password = Password,
        LastName = family,
        FirstName = given,
        MiddleName = middle,
        Phone = Numbers.Phone(number),
        Email = Email(login),
        Snils = Numbers.Snils(number),
        BirthDate = string.Create(CultureInfo.InvariantCulture, $"{1975 + number % 20}-{1 + number % 12:D2}-{1 + number % 28:D2}"),
        About = about,
    });

    /// <summary>A person of staff whose record agrees with the account of that number.</summary>
    public static PersonRow Staff(int number, string name, string? username, string school, string position, string role = "teacher") => Named(name, (family, given, middle) =>
        new PersonRow(Id(number), family, given, middle)
        {
            Username = username,
            Snils = Numbers.Snils(number),
            School = school,
            Posts = [new PostRow(role, school, PastSeptember, Position: position)],
            Classes = role == "teacher" ? [SchoolClasses.Id(school, 7, 0), SchoolClasses.Id(school, 9, 0)] : [],
        });

    /// <summary>A representative; the contacts are those of the account of that number.</summary>
    public static PersonRow Parent(int number, string name, string login, string school, params IReadOnlyList<int> children) => Named(name, (family, given, middle) =>
        new PersonRow(Id(number), family, given, middle)
        {
            Phone = Numbers.Phone(number),
            Email = Email(login),
            School = school,
            Posts = [new PostRow("parent", school)],
            Agents = [.. children.Select(Id)],
        });

    public static PersonRow Student(int number, string name, string? username, string school, int grade, params IReadOnlyList<int> parents) => Named(name, (family, given, middle) =>
        new PersonRow(Id(number), family, given, middle)
        {
            Username = username,
            School = school,
            Grade = grade,
            BirthDate = BirthDateInGrade(grade, number),
            Posts = [new PostRow("student", school, PastSeptember)],
            Agents = [.. parents.Select(Id)],
            Classes = [SchoolClasses.Id(school, grade, 0)],
        });

    public static string Email(string login) => $"{login}@pochta.example";

    public static string BirthDateInGrade(int grade, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{2019 - grade}-{1 + number % 12:D2}-{1 + number % 28:D2}");

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"story-{number:D2}");

    private static T Named<T>(string name, Func<string, string, string?, T> make) => name.Split(' ') switch
    {
        [var family, var given] => make(family, given, null),
        [var family, var given, var middle] => make(family, given, middle),
        _ => throw new ArgumentException("A name has two or three parts.", nameof(name)),
    };
}
