using System.Data;
using Mesh.Cabinet.Database;
using Shouldly;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>Many rows written with one statement.</summary>
public sealed class BulkTableTests
{
    private static readonly BulkTable Table = new("People", [("Line", DbType.Int32), ("Id", DbType.String), ("IsGone", DbType.Boolean), ("Born", DbType.Date), ("Hash", DbType.Binary)]);

    [Fact]
    public void The_statement_for_however_many_rows_is_T_SQL()
    {
        SqlTexts.Parse(Table.SqlServerSql(), out var errors);
        errors.ShouldBeEmpty();
    }

    [Fact]
    public void SQLite_gets_a_statement_for_one_row() =>
        Table.SqliteSql().ShouldBe("INSERT INTO People (Line, Id, IsGone, Born, Hash) VALUES (@p0, @p1, @p2, @p3, @p4)");
}
