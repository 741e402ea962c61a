using System.Globalization;
using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Sandbox.CityMaking;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>An account at mos.ru with what a school's records say of the same person.</summary>
internal sealed record Resident(Citizen Citizen, PersonRow? Record = null)
{
    public const string NamesakesLogin = "popova_a";

    private const string School = "school-1";

    /// <summary>A teacher whose two logins agree: the activation asks for the password alone.</summary>
    public static Resident Teacher(int number)
    {
        var login = string.Create(CultureInfo.InvariantCulture, $"teacher_{number}");
        return Teacher(number, "Тестова" + InLetters(number), login, login);
    }

    /// <summary>A teacher whose login «teacher.7» has to be changed, here and there alike.</summary>
    public static Resident DottedTeacher(int number)
    {
        var login = string.Create(CultureInfo.InvariantCulture, $"teacher.{number}");
        return Teacher(number, "Тестова" + InLetters(number), login, login);
    }

    /// <summary>One of many of the same name, whose journal logins differ, and all become <see cref="NamesakesLogin"/>.</summary>
    public static Resident Namesake(int number)
    {
        var run = string.Concat(Enumerable.Range(0, 3).Select(place => ".,;:"[number / (int)Math.Pow(4, place) % 4]));
        return Teacher(number, "Попова", string.Create(CultureInfo.InvariantCulture, $"popova-{number}"), $"popova{run}a");
    }

    /// <param name="journalLogin">The ЭЖД login; null for none.</param>
    public static Resident Teacher(int number, string family, string login, string? journalLogin)
    {
        var citizen = new Citizen
        {
            Sub = $"sub-{number}",
            Login = login,
            Password = $"Shkola-{number}-Пароль",
            LastName = family,
            FirstName = "Анна",
            MiddleName = "Сергеевна",
            Phone = Numbers.Phone(number),
            Email = $"{number}@pochta.example",
            Snils = Numbers.Snils(number),
        };
        var record = new PersonRow($"person-{number}", family, "Анна", "Сергеевна")
        {
            Username = journalLogin,
            Snils = Numbers.Snils(number),
            School = School,
            Posts = [new PostRow("teacher", School, "2023-09-01", Position: "Учитель математики")],
        };
        return new Resident(citizen, record);
    }

    public static IReadOnlyList<OrganisationRow> Organisations { get; } =
    [
        new("state-moscow", "Москва", "state"),
        new("district-zao", "Западный административный округ", "district", "state-moscow", TeamsDomain: "zao.obr.mos.ru"),
        new(School, "Школа № 1", "school", "district-zao"),
    ];

    private static string InLetters(int number) => string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => "абвгдежзик"[digit - '0']));
}

/// <summary>A city's folder with the residents that a test wants.</summary>
internal static class OwnCity
{
    public static async Task WriteAsync(string folder, IEnumerable<Resident> residents)
    {
        Directory.CreateDirectory(folder);
        await using var records = new RosterWriter(Path.Combine(folder, "records"));
        await using var citizens = new CitizenWriter(Path.Combine(folder, CityFile.Name));
        foreach (var organisation in Resident.Organisations)
            records.Add(organisation);
        foreach (var resident in residents)
        {
            citizens.Add(resident.Citizen);
            if (resident.Record is { } record)
                records.Add(record);
        }
    }
}
