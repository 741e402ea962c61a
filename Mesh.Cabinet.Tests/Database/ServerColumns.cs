using System.Data;
using System.Globalization;
using Mesh.Cabinet.Database;
using Microsoft.Data.SqlClient;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>The columns as SQL Server's migrations leave them, and whether what a statement puts beside one is of its type and size.</summary>
internal sealed class ServerColumns
{
    private static readonly Lazy<Dictionary<string, (SqlDataTypeOption Type, int? Length)>> All = new(Read);

    /// <summary>What is wrong with the parameters of a statement.</summary>
    public static IEnumerable<string> Faults(TSqlFragment statement, SqlParameterCollection parameters)
    {
        var beside = new Beside();
        statement.Accept(beside);
        foreach (var (column, name) in beside.Pairs)
        {
            var types = beside.Tables.Where(table => All.Value.ContainsKey($"{table}.{column}")).Select(table => All.Value[$"{table}.{column}"]).Distinct().ToList();
            if (types.Count > 0 && parameters.Contains(name) && !types.Exists(type => Fits(type.Type, type.Length, parameters[name])))
                yield return $"{name} is {parameters[name].SqlDbType} with {parameters[name].Value?.GetType().Name}, and {column} is {string.Join(" or ", types)}";
        }
    }

    private static bool Fits(SqlDataTypeOption type, int? length, SqlParameter parameter) => type switch
    {
        SqlDataTypeOption.NVarChar => parameter.SqlDbType is SqlDbType.NVarChar && (length is null || parameter.Value is not string text || text.Length <= length),
        SqlDataTypeOption.UniqueIdentifier => parameter.SqlDbType is SqlDbType.UniqueIdentifier,
        SqlDataTypeOption.DateTimeOffset => parameter.SqlDbType is SqlDbType.DateTimeOffset,
        SqlDataTypeOption.Date => parameter.SqlDbType is SqlDbType.Date,
        SqlDataTypeOption.Bit => parameter.SqlDbType is SqlDbType.Bit or SqlDbType.Int,
        SqlDataTypeOption.Int or SqlDataTypeOption.SmallInt or SqlDataTypeOption.TinyInt => parameter.SqlDbType is SqlDbType.Int,
        SqlDataTypeOption.BigInt => parameter.SqlDbType is SqlDbType.BigInt or SqlDbType.Int,
        SqlDataTypeOption.Binary or SqlDataTypeOption.VarBinary => parameter.SqlDbType is SqlDbType.VarBinary && (length is null || parameter.Value is not byte[] bytes || bytes.Length <= length),
        _ => throw new NotSupportedException($"Nobody has said what fits a column of type {type}."),
    };

    private static Dictionary<string, (SqlDataTypeOption, int?)> Read()
    {
        var columns = new Dictionary<string, (SqlDataTypeOption, int?)>(StringComparer.OrdinalIgnoreCase);
        void Add(string table, IEnumerable<ColumnDefinition> definitions)
        {
            foreach (var column in definitions)
                columns[$"{table}.{column.ColumnIdentifier.Value}"] = Type(column.DataType);
        }

        foreach (var statement in Schema.Scripts(DatabaseProvider.SqlServer).SelectMany(script => ((TSqlScript)SqlTexts.Parse(script.Sql, out _)).Batches).SelectMany(batch => batch.Statements))
        {
            switch (statement)
            {
                case CreateTableStatement table:
                    Add(table.SchemaObjectName.BaseIdentifier.Value, table.Definition.ColumnDefinitions);
                    break;
                case AlterTableAddTableElementStatement added:
                    Add(added.SchemaObjectName.BaseIdentifier.Value, added.Definition.ColumnDefinitions);
                    break;
                case AlterTableAlterColumnStatement altered:
                    columns[$"{altered.SchemaObjectName.BaseIdentifier.Value}.{altered.ColumnIdentifier.Value}"] = Type(altered.DataType);
                    break;
            }
        }

        return columns;
    }

    private static (SqlDataTypeOption, int?) Type(DataTypeReference type) =>
        type is SqlDataTypeReference { Parameters: [IntegerLiteral length, ..] } sized && sized.SqlDataTypeOption is not SqlDataTypeOption.DateTimeOffset
            ? (sized.SqlDataTypeOption, int.Parse(length.Value, CultureInfo.InvariantCulture))
            : (((SqlDataTypeReference)type).SqlDataTypeOption, null);

    private sealed class Beside : TSqlFragmentVisitor
    {
        public List<(string Column, string Parameter)> Pairs { get; } = [];

        public HashSet<string> Tables { get; } = new(StringComparer.OrdinalIgnoreCase);

        public override void Visit(NamedTableReference node) => Tables.Add(node.SchemaObject.BaseIdentifier.Value);

        public override void Visit(BooleanComparisonExpression node)
        {
            Add(node.FirstExpression, node.SecondExpression);
            Add(node.SecondExpression, node.FirstExpression);
        }

        public override void Visit(AssignmentSetClause node) => Add(node.Column, node.NewValue);

        public override void Visit(InsertSpecification node)
        {
            var rows = node.InsertSource switch
            {
                ValuesInsertSource values => values.RowValues.Select(row => row.ColumnValues.ToList()),
                SelectInsertSource { Select: QuerySpecification select } => [[.. select.SelectElements.OfType<SelectScalarExpression>().Select(element => element.Expression)]],
                _ => [],
            };
            foreach (var row in rows.Where(row => row.Count == node.Columns.Count))
            {
                foreach (var (column, value) in node.Columns.Zip(row))
                    Add(column, value);
            }
        }

        private void Add(ScalarExpression? column, ScalarExpression? value)
        {
            if (column is ColumnReferenceExpression { MultiPartIdentifier.Identifiers: [.., var name] } && value is VariableReference variable)
                Pairs.Add((name.Value, variable.Name));
        }
    }
}
