using System.Text.RegularExpressions;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Tests.Database;
using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Tests.SchoolRecords;

/// <summary>What is asked at every sign-in costs the same in a village and in a big city: the planner walks over no table.</summary>
public sealed class LookUpPlanTests : IDisposable
{
    private static readonly string[] AtSignIn = ["SchoolRecords/SchoolRecordsStore.cs", "SchoolRecords/SchoolsStore.cs", "SchoolRecords/FamiliesStore.cs", "Matching/TieStore.cs"];
    private readonly TestDatabase database = new();

    public static TheoryData<string> LookUps =>
        [.. SqlTexts.Statements(DatabaseProvider.Sqlite).Where(statement => AtSignIn.Contains(statement.Place) && Looks(statement.Sql)).Select(statement => statement.Sql)];

    public void Dispose() => database.Dispose();

    [Theory]
    [MemberData(nameof(LookUps))]
    public void Every_look_up_at_a_sign_in_goes_by_an_index(string sql)
    {
        var plan = Plan(sql);
        plan.ShouldContain(step => step.StartsWith("SEARCH ", StringComparison.Ordinal));
        plan.Where(step => Tables().Any(table => step.StartsWith($"SCAN {table}", StringComparison.Ordinal))).ShouldBeEmpty(string.Join('\n', plan));
    }

    [Fact]
    public void A_query_without_an_index_is_seen_as_one() => Plan("SELECT Id FROM People WHERE Grades = @Grade").ShouldBe(["SCAN People"]);

    [Fact]
    public void The_look_ups_are_found_in_the_source() => LookUps.Count.ShouldBe(17);

    private static bool Looks(string sql) => sql.StartsWith("SELECT", StringComparison.Ordinal) || sql.StartsWith("WITH", StringComparison.Ordinal);

    private List<string> Plan(string sql) => Query($"EXPLAIN QUERY PLAN {sql}", "detail");

    private List<string> Tables() => Query("SELECT name FROM sqlite_master WHERE type = 'table'", "name");

    private List<string> Query(string sql, string column)
    {
        using var connection = new SqliteConnection(database.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (Match parameter in Regex.Matches(sql, @"@\w+", RegexOptions.None, TimeSpan.FromSeconds(5)))
        {
            if (!command.Parameters.Contains(parameter.Value))
                command.Parameters.AddWithValue(parameter.Value, "");
        }

        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(reader.GetOrdinal(column)));
        return rows;
    }
}
