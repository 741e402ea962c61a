using Mesh.Cabinet.Tests.SchoolRecords.Import;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>What is said to SQL Server, whose driver and plans would not forgive what SQLite does.</summary>
public sealed class StatementsTests
{
    [Fact]
    public async Task An_import_of_a_city_says_few_things_often()
    {
        const int people = 20_000;
        using var server = new StandInServer();
        using var roster = new TestRoster(server.Database);
        roster.Users = [.. Enumerable.Range(0, people).Select(number =>
            $"u{number},login{number},{(number % 3 == 0 ? "{SNILS:112-233-445 95}" : "")},Иванов,{new string('и', 1 + (number % 40))},,{new string('a', 1 + (number % 60))}@example.ru,,{(number > 0 ? $"u{number - 1}" : "")}")];
        roster.Roles = [.. Enumerable.Range(0, people).Select(number => $"r{number},u{number},primary,{(number % 2 == 0 ? "teacher" : "student")},{(number % 5 == 0 ? "2020-09-01" : "")},,s1,")];
        roster.Write("classes.csv", "sourcedId,title,schoolSourcedId", ["c1,5 «А»,s1"]);
        roster.Write("enrollments.csv", "sourcedId,classSourcedId,userSourcedId,role", Enumerable.Range(0, people / 10).Select(number => $"e{number},c1,u{number},student"));
        roster.Write("demographics.csv", "sourcedId,birthDate", Enumerable.Range(0, people / 10).Select(number => $"u{number},2012-03-04"));
        (await roster.CountAsync()).ShouldBe($"added={(2 * people) + (people / 10) + 5} changed=0 withdrawn=0 refused=0");
        ShouldBeFew(server, 60);
        // People, roles, contacts and representatives.
        server.RoundTrips.ShouldBeLessThanOrEqualTo(3 * 4 * people / 1000);

        // Another year: some leave, some change, some logins are held twice.
        roster.Users = [.. roster.Users.Skip(500).Select((row, at) => at % 7 == 0 ? row.Replace("Иванов", "Петров", StringComparison.Ordinal) : row)];
        roster.Users[10] = roster.Users[10].Replace("login510", "login511", StringComparison.Ordinal);
        roster.Roles = [.. roster.Roles.Skip(500)];
        roster.Write("enrollments.csv", "sourcedId,classSourcedId,userSourcedId,role", ["e1999,c1,u1999,student"]);
        roster.Write("demographics.csv", "sourcedId,birthDate", ["u1999,2012-03-04"]);
        (await roster.CountAsync(allowsWithdrawals: true)).ShouldContain("withdrawn=2999");

        ShouldBeFew(server, 80);
    }

    private static void ShouldBeFew(StandInServer server, int most)
    {
        var forms = server.Asked.Distinct().ToList();
        forms.Count.ShouldBeLessThanOrEqualTo(most, string.Join("\n", forms.Select(form => $"{form.Sql.ReplaceLineEndings(" ")} | {form.Declaration}")));
    }
}
