using Mesh.Cabinet.Database;
using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Shouldly;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>The two databases hold the same things, and every statement is understood by both.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void Both_providers_have_the_same_migrations() =>
        Schema.Scripts(DatabaseProvider.SqlServer).Select(script => script.Name)
            .ShouldBe(Schema.Scripts(DatabaseProvider.Sqlite).Select(script => script.Name));

    [Fact]
    public void Both_providers_define_the_same_tables_columns_and_unique_indexes()
    {
        using var sqlite = new TestDatabase();
        SqlServerShape().ShouldBe(SqliteShape(sqlite.ConnectionString));
    }

    [Fact]
    public void Every_SQL_Server_migration_is_T_SQL()
    {
        foreach (var (name, sql) in Schema.Scripts(DatabaseProvider.SqlServer))
        {
            SqlTexts.Parse(sql, out var errors);
            errors.Select(error => $"{name}:{error.Line}: {error.Message}").ShouldBeEmpty();
        }
    }

    [Fact]
    public void Every_statement_of_the_stores_is_T_SQL()
    {
        var statements = SqlTexts.Statements().ToList();
        statements.Count.ShouldBeGreaterThan(20);
        foreach (var (place, sql) in statements)
        {
            SqlTexts.Parse(sql, out var errors);
            errors.Select(error => $"{place}: {error.Message} in {sql}").ShouldBeEmpty();
        }
    }

    /// <summary>So that the running product can be tested on SQL Server too.</summary>
    [Fact]
    public void Every_statement_by_which_tests_look_into_a_running_product_is_T_SQL()
    {
        var statements = SqlTexts.StatementsOfTests().ToList();
        statements.Count.ShouldBeGreaterThan(20);
        foreach (var (place, sql) in statements)
        {
            SqlTexts.Parse(sql, out var errors);
            errors.Select(error => $"{place}: {error.Message} in {sql}").ShouldBeEmpty();
        }
    }

    [Fact]
    public void No_statement_uses_what_only_one_of_the_databases_knows()
    {
        string[] foreignWords = ["MERGE ", "ON CONFLICT", " LIMIT ", "RETURNING ", "OUTPUT ", "UPDLOCK", "READPAST", "json_", "INSERT OR "];
        foreach (var (place, sql) in SqlTexts.Statements())
            foreignWords.Where(word => sql.Contains(word, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty(place);
    }

    /// <summary>Dapper would spread it over parameters: another statement, and another plan, for each length.</summary>
    [Fact]
    public void No_statement_leaves_a_list_to_Dapper() =>
        SqlTexts.Statements().Where(statement => System.Text.RegularExpressions.Regex.IsMatch(statement.Sql, @"IN @\w", default, TimeSpan.FromSeconds(5)))
            .Select(statement => statement.Place).ShouldBeEmpty();

    [Fact]
    public void A_second_migration_finds_nothing_to_do()
    {
        using var sqlite = new TestDatabase();
        var schema = new Schema(sqlite.Database);
        schema.IsCurrent.ShouldBeTrue();
        schema.Migrate().ShouldBeEmpty();
    }

    [Fact]
    public void A_database_of_an_older_build_is_named_as_such_and_left_as_it_is()
    {
        using var sqlite = new TestDatabase();
        sqlite.Scalar("DELETE FROM SchemaVersions");
        sqlite.Scalar("INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('0001_of_another_build.sql', '2026-01-01')");
        var schema = new Schema(sqlite.Database);
        schema.IsCurrent.ShouldBeFalse();
        Should.Throw<DatabaseUnfitException>(schema.Migrate).Message.ShouldContain("data/");
        sqlite.Scalar("SELECT COUNT(*) FROM SchemaVersions").ShouldBe("1");
    }

    private static List<string> SqlServerShape()
    {
        var shape = new List<string>();
        var indexes = new Dictionary<string, string>();
        foreach (var (_, sql) in Schema.Scripts(DatabaseProvider.SqlServer))
        {
            var script = (TSqlScript)SqlTexts.Parse(sql, out _);
            foreach (var statement in script.Batches.SelectMany(batch => batch.Statements))
            {
                if (statement is CreateTableStatement table)
                {
                    var name = table.SchemaObjectName.BaseIdentifier.Value;
                    shape.AddRange(table.Definition.ColumnDefinitions.Select(column => $"{name}.{column.ColumnIdentifier.Value}"));
                }
                else if (statement is CreateIndexStatement { Unique: true } index)
                {
                    var columns = string.Join(", ", index.Columns.Select(column => column.Column.MultiPartIdentifier.Identifiers[^1].Value));
                    shape.Add(indexes[index.Name.Value] = $"unique {index.OnName.BaseIdentifier.Value} ({columns})");
                }
                else if (statement is DropIndexStatement removed)
                {
                    // Only unique ones are a part of the shape.
                    foreach (var gone in removed.DropIndexClauses.OfType<DropIndexClause>().Where(gone => indexes.ContainsKey(gone.Index.Value)))
                        shape.Remove(indexes[gone.Index.Value]);
                }
                else if (statement is DropTableStatement dropped)
                {
                    foreach (var gone in dropped.Objects.Select(table => table.BaseIdentifier.Value))
                        shape.RemoveAll(entry => entry.StartsWith($"{gone}.", StringComparison.Ordinal) || entry.StartsWith($"unique {gone} ", StringComparison.Ordinal));
                }
                else if (statement is AlterTableAddTableElementStatement added)
                {
                    shape.AddRange(added.Definition.ColumnDefinitions.Select(column => $"{added.SchemaObjectName.BaseIdentifier.Value}.{column.ColumnIdentifier.Value}"));
                }
            }
        }

        return [.. shape.Order(StringComparer.Ordinal)];
    }

    private static List<string> SqliteShape(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        List<string> Query(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var rows = new List<string>();
            while (reader.Read())
                rows.Add(reader.GetString(0));
            return rows;
        }

        var tables = Query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'SchemaVersions'");
        var columns = tables.SelectMany(table => Query($"SELECT '{table}.' || name FROM pragma_table_info('{table}')"));
        var indexes = tables.SelectMany(table => Query($"SELECT name FROM pragma_index_list('{table}') WHERE \"unique\" = 1 AND origin = 'c'")
            .Select(index => $"unique {table} ({string.Join(", ", Query($"SELECT name FROM pragma_index_info('{index}') ORDER BY seqno"))})"));
        return [.. columns.Concat(indexes).Order(StringComparer.Ordinal)];
    }
}
