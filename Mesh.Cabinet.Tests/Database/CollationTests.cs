using Mesh.Cabinet.Database;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>A database may have any collation, and keys have their own: SQL Server refuses a statement that sets one against the other.</summary>
public sealed class CollationTests
{
    private static readonly ILookup<string, (string Table, string Collation)> Columns = Schema.Scripts(DatabaseProvider.SqlServer)
        .SelectMany(script => ((TSqlScript)SqlTexts.Parse(script.Sql, out _)).Batches).SelectMany(batch => batch.Statements)
        .SelectMany(statement => statement switch
        {
            CreateTableStatement table => table.Definition.ColumnDefinitions.Select(column => (Table: table.SchemaObjectName.BaseIdentifier.Value, Column: column)),
            AlterTableAddTableElementStatement added => added.Definition.ColumnDefinitions.Select(column => (Table: added.SchemaObjectName.BaseIdentifier.Value, Column: column)),
            _ => [],
        })
        .Where(one => one.Column.DataType is SqlDataTypeReference { SqlDataTypeOption: SqlDataTypeOption.NVarChar })
        .ToLookup(one => one.Column.ColumnIdentifier.Value, one => (one.Table, one.Column.Collation?.Value ?? "the database's"), StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void Columns_that_are_compared_or_stand_for_each_other_have_one_collation()
    {
        var looked = 0;
        var faults = new List<string>();
        foreach (var (place, sql) in SqlTexts.Statements())
        {
            var statement = new Sides();
            SqlTexts.Parse(sql, out _).Accept(statement);
            foreach (var side in statement.All)
            {
                var collations = side.Select(statement.CollationOf).OfType<string>().ToList();
                looked += collations.Count > 1 ? 1 : 0;
                if (collations.Distinct(StringComparer.Ordinal).Count() > 1)
                    faults.Add($"{place}: {string.Join(", ", side.Select(column => string.Join('.', column.MultiPartIdentifier.Identifiers.Select(part => part.Value))))}");
            }
        }

        faults.ShouldBeEmpty();
        looked.ShouldBeGreaterThan(50);
    }

    private sealed class Sides : TSqlFragmentVisitor
    {
        private readonly List<(string Alias, string Table)> tables = [];

        public List<IReadOnlyList<ColumnReferenceExpression>> All { get; } = [];

        /// <summary>Null where it cannot be told: a number, or a column of a table that the statement makes itself.</summary>
        public string? CollationOf(ColumnReferenceExpression column)
        {
            var names = column.MultiPartIdentifier.Identifiers;
            var here = tables.Where(table => names.Count == 1 || table.Alias == names[0].Value).Select(table => table.Table).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var found = Columns[names[^1].Value].Where(known => here.Contains(known.Table)).Select(known => known.Collation).Distinct(StringComparer.Ordinal).ToList();
            return found is [var only] ? only : null;
        }

        public override void Visit(NamedTableReference node) => tables.Add((node.Alias?.Value ?? node.SchemaObject.BaseIdentifier.Value, node.SchemaObject.BaseIdentifier.Value));

        public override void Visit(BooleanComparisonExpression node) => Add(node.FirstExpression, node.SecondExpression);

        public override void Visit(CoalesceExpression node) => Add([.. node.Expressions]);

        public override void Visit(SearchedCaseExpression node) => Add([.. node.WhenClauses.Select(when => when.ThenExpression), node.ElseExpression]);

        public override void Visit(SimpleCaseExpression node) => Add([.. node.WhenClauses.Select(when => when.ThenExpression), node.ElseExpression]);

        private void Add(params ScalarExpression[] sides) => All.Add([.. sides.OfType<ColumnReferenceExpression>().Where(column => column.MultiPartIdentifier is not null)]);
    }
}
