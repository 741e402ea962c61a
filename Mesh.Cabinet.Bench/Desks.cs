using System.Globalization;
using Dapper;
using Mesh.Cabinet.Bench.Figures;
using Mesh.Cabinet.Bench.Servers;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Bench;

/// <summary>What the support desk asks of a large database and of a small one: the head and the first page of <c>/desk/cases</c>, and people by name within a school.</summary>
internal static class Desks
{
    private const int ManyCases = 50_000;
    private const int FewCases = 50;
    private const int SmallCity = 10_000;
    private const int LooksARound = 150;

    private static readonly CaseOperator City = new() { Key = "city", Name = "City", IsCity = true, Provider = "MosRu", Subject = "city" };
    private static readonly CaseOperator School = new() { Key = "head", Name = "Head", Schools = ["school-3"], Provider = "MosRu", Subject = "head" };
    private static readonly string[] Families = ["иванов", "петров", "сидоров", "кузнецов", "смирнов"];

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Settings settings)
    {
        using var cases = new Made(database => AddCasesAsync(database, ManyCases));
        using var fewCases = new Made(database => AddCasesAsync(database, FewCases));
        using var people = new Made(database => AddPeopleAsync(database, settings.People));
        using var fewPeople = new Made(database => AddPeopleAsync(database, SmallCity));
        foreach (var made in new[] { cases, fewCases, people, fewPeople })
            await made.FillAsync();

        var all = settings.People.ToString("N0", CultureInfo.InvariantCulture);
        return
        [
            await CompareAsync($"what /desk/cases asks for its head and first page, of {ManyCases:N0} open cases, CPU", settings, () => LookAsync(cases, City), $"of {FewCases:N0}", () => LookAsync(fewCases, City), 1.5),
            await CompareAsync("the same of one school", settings, () => LookAsync(cases, School), $"of {FewCases:N0} in all", () => LookAsync(fewCases, School), null),
            await CompareAsync($"people by a name within a school, the first fifty, among {all}, CPU", settings, () => SearchAsync(people), $"among {SmallCity:N0}", () => SearchAsync(fewPeople), 2),
        ];
    }

    private static async Task<Figure> CompareAsync(string what, Settings settings, Func<Task> ours, string against, Func<Task> theirs, double? atMost)
    {
        var (left, right) = (new List<double>(), new List<double>());
        for (var round = -2; round < settings.Rounds; round++)
        {
            var (one, other) = (await CpuAsync(ours), await CpuAsync(theirs));
            if (round < 0)
                continue;
            left.Add(one);
            right.Add(other);
        }

        return new(what, "µs", new(left)) { Against = new(against, new(right)), Goal = atMost is { } bound ? new Goal.AtMost(bound) : null };
    }

    private static async Task<double> CpuAsync(Func<Task> look)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var time = 0; time < LooksARound; time++)
            await look();
        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / LooksARound;
    }

    private static async Task LookAsync(Made made, CaseOperator by)
    {
        await made.Desk.CountAsync(by, CancellationToken.None);
        await made.Desk.ListAsync(by, new CaseFilter(), CancellationToken.None);
    }

    private static async Task SearchAsync(Made made)
    {
        foreach (var family in Families)
            await made.Names.FindAsync(family, School.Schools, 50, CancellationToken.None);
    }

    // Of three hundred schools, three kinds and two months in which they are due.
    private static Task<int> AddCasesAsync(SqliteConnection connection, int count) => connection.ExecuteAsync("""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @count)
        INSERT INTO SupportCases (Id, Kind, Provider, Subject, SchoolId, OpenedAt, DueAt, WaitsFor)
        SELECT lower(hex(randomblob(16))), CASE i % 3 WHEN 0 THEN 'Message' WHEN 1 THEN 'AccessRequest' ELSE 'ContactsRequest' END, 'MosRu', 'person-' || i, 'school-' || (i % 300),
            strftime('%Y-%m-%dT%H:%M:%S.0000000Z', 'now', '-' || (i % 60) || ' days'), strftime('%Y-%m-%dT%H:%M:%S.0000000Z', 'now', (i % 60 - 30) || ' days', (i % 1440) || ' minutes'),
            CASE i % 4 WHEN 0 THEN 'WaitsForPerson' ELSE NULL END FROM n
        """, new { count });

    // A thousand to a school; a hundred surnames, of which everybody has one.
    private static async Task AddPeopleAsync(SqliteConnection connection, int count)
    {
        const string names = """
            CREATE TEMP TABLE Surnames AS SELECT value AS Name, key AS Place FROM json_each(@Names)
            """;
        const string people = """
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @count)
            INSERT INTO People (Id, FamilyName, GivenName, FoldedName, ContentHash)
            SELECT 'person-' || i, s.Name, 'Имя' || (i / 100 % 50), s.Name || '|имя' || (i / 100 % 50) || '|отчество' || (i / 7 % 60), x'00' FROM n JOIN Surnames s ON s.Place = i % 100
            """;
        const string posts = """
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @count)
            INSERT INTO Posts (Id, PersonId, OrganisationId, Role, IsPrimary, ContentHash, FoldedName)
            SELECT 'post-' || i, 'person-' || i, 'school-' || (i / 1000), 'student', 1, x'00', (SELECT FoldedName FROM People WHERE Id = 'person-' || i) FROM n
            """;
        const string schools = """
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE (i + 1) * 1000 < @count)
            INSERT INTO Organisations (Id, Name, Type, IsPrivate, ContentHash) SELECT 'school-' || i, 'Школа ' || i, 'school', 0, x'00' FROM n
            """;
        var surnames = Families.Concat(Enumerable.Range(0, 100 - Families.Length).Select(number => $"фамилия{number}"));
        await connection.ExecuteAsync(names, new { Names = System.Text.Json.JsonSerializer.Serialize(surnames) });
        foreach (var sql in new[] { schools, people, posts })
            await connection.ExecuteAsync(sql, new { count }, commandTimeout: 0);
    }

    /// <summary>A database in a folder of its own.</summary>
    private sealed class Made : IDisposable
    {
        private readonly Func<SqliteConnection, Task> fill;
        private readonly string folder = Workshop.NewFolder();
        private readonly CabinetDatabase database;

        public Made(Func<SqliteConnection, Task> fill)
        {
            this.fill = fill;
            database = new CabinetDatabase(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "cabinet.db")}");
            var protection = new FieldProtection(new byte[FieldProtection.KeySize]);
            var time = TimeProvider.System;
            Desk = new DeskCasesStore(
                database, protection, new CaseEntriesStore(protection), new CaseCountsStore(database, time), new CaseLetters(Options.Create(new SiteOptions())), new OutboxStore(database, protection, Options.Create(new MailOptions()), time), time);
            Names = new PeopleByNameStore(database);
        }

        public DeskCasesStore Desk { get; }

        public PeopleByNameStore Names { get; }

        public async Task FillAsync()
        {
            new Schema(database).Migrate();
            await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "cabinet.db")};Pooling=False");
            await connection.OpenAsync();
            await connection.ExecuteAsync("PRAGMA cache_size = -400000; PRAGMA synchronous = OFF; BEGIN");
            await fill(connection);
            await connection.ExecuteAsync("COMMIT");
        }

        public void Dispose()
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }
}
