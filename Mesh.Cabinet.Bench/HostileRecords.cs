using System.Globalization;
using Mesh.Cabinet.Bench.Figures;
using Mesh.Cabinet.Bench.Servers;

namespace Mesh.Cabinet.Bench;

/// <summary>What an import of many rows that it must refuse takes of memory, beside the same import without them: what is told of them must not pile up.</summary>
internal static class HostileRecords
{
    private const double Megabyte = 1 << 20;
    private const int MostPeople = 200_000;
    private const int MostRounds = 3;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Settings settings)
    {
        var people = Math.Min(settings.People, MostPeople);
        var refused = settings.People / 10;
        using var clean = await ImportedCity.WriteAsync(people, accounts: 100);
        using var hostile = await ImportedCity.WriteAsync(people, accounts: 100);
        await hostile.AppendAsync("users.csv", refused, Person);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round < Math.Min(settings.Rounds, MostRounds); round++)
        {
            clean.Forget();
            theirs.Add((await clean.ImportAsync()).PeakMemory / Megabyte);
            hostile.Forget();
            ours.Add((await hostile.ImportAsync(isRefusing: true)).PeakMemory / Megabyte);
        }

        return
        [
            new($"first import of {Words(people)} people and {Words(refused)} rows that are refused, most memory", "MB", new(ours))
                { Against = new("the same without those rows", new(theirs)), Goal = new Goal.AtMost(1.25) },
        ];
    }

    // In turn: an id that nobody can read, a name longer than any, a СНИЛС that is none beside a number that is none, and a row with too few fields.
    private static string Person(IReadOnlyList<string> columns, int number) => (number % 4) switch
    {
        0 => Row(columns, ("sourcedId", ""), ("givenName", "Анна"), ("familyName", "Петрова")),
        1 => Row(columns, ("sourcedId", $"hostile-{number}"), ("givenName", new string('ы', 500)), ("familyName", "Петрова")),
        2 => Row(columns, ("sourcedId", $"hostile-{number}"), ("givenName", ""), ("familyName", ""), ("userIds", "{SNILS:111-111-111 11}"), ("phone", "много цифр")),
        _ => $"hostile-{number},",
    };

    private static string Row(IReadOnlyList<string> columns, params (string Column, string Value)[] values) =>
        string.Join(',', columns.Select(column => values.FirstOrDefault(pair => pair.Column == column).Value));

    private static string Words(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
