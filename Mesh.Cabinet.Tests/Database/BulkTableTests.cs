using System.Data;
using Mesh.Cabinet.Database;
using Shouldly;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>Many rows written with one statement.</summary>
public sealed class BulkTableTests
{
    [Fact]
    public void The_statement_for_several_rows_is_T_SQL()
    {
        var sql = new BulkTable("People", [("Id", DbType.String), ("Name", DbType.String)]).Sql(2);
        sql.ShouldBe("INSERT INTO People (Id, Name) VALUES (@p0, @p1), (@p2, @p3)");
        SqlTexts.Parse(sql, out var errors);
        errors.ShouldBeEmpty();
    }
}
