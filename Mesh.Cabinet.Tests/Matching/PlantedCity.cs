using System.Globalization;
using CsvHelper;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Sandbox.CityMaking;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Fields;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.SchoolRecords.Import;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>
/// A hundred thousand people, generated and imported once, and the real way from an account to its access. Phones and addresses of
/// the city stand so close that a wrong digit mostly is a neighbour's, and every other person has a namesake.
/// </summary>
public sealed class PlantedCity : IAsyncLifetime
{
    public const int Seed = 20_260_831;
    private const int Size = 100_000;
    private const int StaffParents = 4;
    private const int Days = 20;
    private readonly TestRoster roster = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 8, 30, 21, 30, 0, TimeSpan.Zero));

    private IReadOnlyList<CityPerson> neighbours = [];

    /// <summary>The day in Moscow, half an hour old; in Greenwich it is still yesterday.</summary>
    internal static DateOnly Today { get; } = new(2026, 8, 31);

    internal IReadOnlyDictionary<string, CityPerson> People { get; private set; } = new Dictionary<string, CityPerson>();

    internal ISchoolRecords Records => roster.Records;

    public async ValueTask InitializeAsync()
    {
        var city = Directory.CreateDirectory(Path.Combine(roster.Database.Folder, "city")).FullName;
        await CityMaker.WriteAsync(new CityPlan(city, Size, Seed));
        foreach (var file in new[] { "orgs.csv", "users.csv" })
            File.Move(Path.Combine(city, "records", file), Path.Combine(roster.Folder, file));
        var posts = MovePosts(Path.Combine(city, "records", "roles.csv"), Path.Combine(roster.Folder, "roles.csv"));
        People = Read(Path.Combine(roster.Folder, "users.csv"), posts).ToDictionary(person => person.Id);
        neighbours = [.. People.Values.Where(person => person.Number > 0)];
        TestRoster.Line(await roster.ImportAsync(roster.Folder, isDryRun: false)).ShouldEndWith("refused=0");
    }

    public ValueTask DisposeAsync()
    {
        roster.Dispose();
        return ValueTask.CompletedTask;
    }

    internal CityPerson Neighbour(Dice dice) => neighbours[dice.Below(neighbours.Count)];

    internal Task<Access> CheckAsync(CityProfile profile)
    {
        var database = roster.Database;
        var check = new AccessCheck(Records, new FamiliesStore(database.Database, Records), new TieStore(database.Database, time), new SupportCaseStore(database.Database, database.Protection, time), new MoscowClock(time));
        return check.CheckAsync(new Session(Guid.Empty, profile, time.GetUtcNow()), TestContext.Current.CancellationToken);
    }

    internal Task<string?> TiedAsync(CityProfile profile) =>
        new TieStore(roster.Database.Database, time).FindAsync(profile.Provider, profile.Subject, TestContext.Current.CancellationToken);

    internal string Scalar(string sql) => roster.Database.Scalar(sql);

    // The generator's staff have no children and its posts no end: some are given a second role, some a post near its first or last day.
    private static ILookup<string, CityPost> MovePosts(string from, string to)
    {
        using var moved = new StreamWriter(to);
        var posts = new List<(string Person, CityPost Post)>();
        foreach (var line in File.ReadLines(from))
        {
            var row = line.Split(',');
            var number = row[3].StartsWith("person-", StringComparison.Ordinal) ? int.Parse(row[3]["person-".Length..], CultureInfo.InvariantCulture) : 1;
            var (begin, end) = (number / PlantedError.Kinds.Count % Days) switch
            {
                1 => (Today.AddDays(1), null),
                2 => (Today, null),
                3 => (null, Today),
                4 => (null, Today.AddDays(-1)),
                _ => ((DateOnly?)null, (DateOnly?)null),
            };
            row[6] = Text(begin) ?? row[6];
            row[7] = Text(end) ?? row[7];
            moved.WriteLine(string.Join(',', row));
            if (row[5] == "role")
                continue;

            var role = AccessRules.RoleOf(row[5]);
            posts.Add((row[3], new CityPost(role, begin, end)));
            if (role is PersonRole.Staff && number > 1 && number % StaffParents == 0)
            {
                moved.WriteLine($"{row[3]}-child,,,{row[3]},secondary,parent,,,{row[8]},,");
                posts.Add((row[3], new CityPost(PersonRole.Parent, null, null)));
            }
        }

        return posts.ToLookup(post => post.Person, post => post.Post, StringComparer.Ordinal);
    }

    private static IEnumerable<CityPerson> Read(string users, ILookup<string, CityPost> posts)
    {
        using var csv = new CsvReader(new StreamReader(users), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        string? Field(string name) => csv.GetField(name) is { Length: > 0 } value ? value : null;
        while (csv.Read())
        {
            var id = Field("sourcedId")!;
            yield return new CityPerson(id, new PersonName(Field("familyName")!, Field("givenName")!, Field("middleName")))
            {
                Username = Field("username"),
                Snils = Field("userIds")?["{SNILS:".Length..^1],
                Phone = Field("phone"),
                Email = Field("email"),
                Agents = Field("agentSourcedIds")?.Split(',') ?? [],
                Posts = [.. posts[id]],
            };
        }
    }

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
