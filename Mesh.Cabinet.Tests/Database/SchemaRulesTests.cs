using Mesh.Cabinet.Database;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Shouldly;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>What the schema owes to SQL Server, looked for in its scripts and in every statement of the stores.</summary>
public sealed class SchemaRulesTests
{
    [Fact]
    public void Every_constraint_has_a_name_by_which_a_later_migration_can_drop_it()
    {
        foreach (var provider in new[] { DatabaseProvider.SqlServer, DatabaseProvider.Sqlite })
        {
            foreach (var (script, sql) in Schema.Scripts(provider))
            {
                foreach (var line in sql.Split('\n').Where(line => line.Contains("PRIMARY KEY", StringComparison.Ordinal) || line.Contains(" REFERENCES ", StringComparison.Ordinal) || line.Contains(" DEFAULT ", StringComparison.Ordinal)))
                    line.ShouldContain("CONSTRAINT ", customMessage: $"{provider}/{script}");
            }
        }
    }

    [Fact]
    public void Nothing_is_ordered_by_a_uniqueidentifier_which_SQL_Server_sorts_by_its_random_end()
    {
        var random = Tables().SelectMany(table => table.Definition.ColumnDefinitions
            .Where(column => column.DataType.Name.BaseIdentifier.Value == "uniqueidentifier")
            .Select(column => (Table: table.SchemaObjectName.BaseIdentifier.Value, Column: column.ColumnIdentifier.Value))).ToHashSet();
        random.ShouldContain(("Sessions", "Id"));

        var ordered = 0;
        foreach (var (place, sql) in SqlTexts.Statements())
        {
            var statement = new Ordering();
            SqlTexts.Parse(sql, out _).Accept(statement);
            foreach (var column in statement.Columns)
            {
                ordered++;
                foreach (var table in statement.TablesOf(column))
                    random.ShouldNotContain((table, column.MultiPartIdentifier.Identifiers[^1].Value), $"{place}: {sql}");
            }
        }

        ordered.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void What_grows_for_good_is_clustered_at_its_end()
    {
        foreach (var table in new[] { "AuditTrail", "SupportCases" })
        {
            var key = Tables().Single(found => found.SchemaObjectName.BaseIdentifier.Value == table).Definition.ColumnDefinitions[0];
            (key.ColumnIdentifier.Value, key.IdentityOptions is not null).ShouldBe(("Number", true), table);
        }
    }

    private static IEnumerable<CreateTableStatement> Tables() =>
        Schema.Scripts(DatabaseProvider.SqlServer).SelectMany(script => ((TSqlScript)SqlTexts.Parse(script.Sql, out _)).Batches)
            .SelectMany(batch => batch.Statements).OfType<CreateTableStatement>();

    private sealed class Ordering : TSqlFragmentVisitor
    {
        private readonly List<(string Alias, string Table)> tables = [];

        public List<ColumnReferenceExpression> Columns { get; } = [];

        public IEnumerable<string> TablesOf(ColumnReferenceExpression column) => tables
            .Where(table => column.MultiPartIdentifier.Identifiers is not [var alias, _] || alias.Value == table.Alias).Select(table => table.Table);

        public override void Visit(NamedTableReference node) =>
            tables.Add((node.Alias?.Value ?? node.SchemaObject.BaseIdentifier.Value, node.SchemaObject.BaseIdentifier.Value));

        public override void Visit(OrderByClause node) =>
            Columns.AddRange(node.OrderByElements.Select(element => element.Expression).OfType<ColumnReferenceExpression>());
    }
}
