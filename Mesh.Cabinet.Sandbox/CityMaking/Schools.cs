using System.Globalization;

namespace Mesh.Cabinet.Sandbox.CityMaking;

/// <summary>Districts and schools: eight that the stories need, and as many more as a bigger city asks for.</summary>
internal static class Schools
{
    public const string West = "school-9101";
    public const string WestSecond = "school-9102";
    public const string WestPrivate = "school-rostok";
    public const string SouthWest = "school-9201";
    public const string SouthWestSecond = "school-9202";
    public const string North = "school-9301";
    public const string NorthPrivate = "school-lad";
    public const string Kaluga = "school-kaluga-90";

    private const int PeopleOfASchool = 2500;
    private const int FirstNumberOfMore = 9400;
    private static readonly string[] Districts = ["district-zao", "district-uzao", "district-sao"];

    public static IReadOnlyList<OrganisationRow> Named { get; } =
    [
        new("state-moscow", "Москва", "state"),
        new("district-zao", "Западный административный округ", "district", "state-moscow", TeamsDomain: "zao.obr.mos.ru"),
        new("district-uzao", "Юго-Западный административный округ", "district", "state-moscow", TeamsDomain: "uzao.obr.mos.ru"),
        new("district-sao", "Северный административный округ", "district", "state-moscow", TeamsDomain: "sao.obr.mos.ru"),
        new(West, "Школа № 9101", "school", "district-zao"),
        new(WestSecond, "Школа № 9102", "school", "district-zao"),
        new(WestPrivate, "Частная школа «Росток»", "school", "district-zao", IsPrivate: true),
        new(SouthWest, "Школа № 9201", "school", "district-uzao"),
        new(SouthWestSecond, "Школа № 9202", "school", "district-uzao"),
        new(North, "Школа № 9301", "school", "district-sao"),
        new(NorthPrivate, "Частная гимназия «Лад»", "school", "district-sao", IsPrivate: true),
        new("state-kaluga", "Калужская область", "state"),
        new("district-kaluga", "Калуга", "district", "state-kaluga"),
        new(Kaluga, "Школа № 90 города Калуги", "school", "district-kaluga"),
    ];

    /// <summary>All organisations of a city with so many people, parents before their children.</summary>
    public static List<OrganisationRow> For(int people)
    {
        var all = Named.ToList();
        for (var number = 0; number < people / PeopleOfASchool - all.Count(row => row.Type == "school"); number++)
        {
            var name = (FirstNumberOfMore + number).ToString(CultureInfo.InvariantCulture);
            all.Add(new OrganisationRow($"school-{name}", $"Школа № {name}", "school", Districts[number % Districts.Length]));
        }

        return all;
    }
}
