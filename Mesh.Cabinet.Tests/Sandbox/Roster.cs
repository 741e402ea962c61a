using System.Globalization;
using CsvHelper;

namespace Mesh.Cabinet.Tests.Sandbox;

/// <summary>The records of a city read back as plain rows.</summary>
internal sealed class Roster(string city)
{
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> People { get; } = Read(city, "users").ToDictionary(row => row["sourcedId"]);

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Organisations { get; } = Read(city, "orgs").ToDictionary(row => row["sourcedId"]);

    public ILookup<string, IReadOnlyDictionary<string, string>> Posts { get; } = Read(city, "roles").ToLookup(row => row["userSourcedId"]);

    /// <summary>The top of the tree that an organisation stands in.</summary>
    public string TopOf(string organisation)
    {
        while (Organisations[organisation]["parentSourcedId"] is { Length: > 0 } parent)
            organisation = parent;
        return Organisations[organisation]["name"];
    }

    private static List<IReadOnlyDictionary<string, string>> Read(string city, string name)
    {
        using var csv = new CsvReader(new StreamReader(Path.Combine(city, "records", name + ".csv")), CultureInfo.InvariantCulture);
        return [.. csv.GetRecords<dynamic>().Cast<IDictionary<string, object>>().Select(row => row.ToDictionary(field => field.Key, field => (string)field.Value))];
    }
}
