using Mesh.Cabinet.Database;
using Mesh.Cabinet.Tests.Shell;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>An operator whose database is away reads a line with its number, and no stack.</summary>
public sealed class DatabaseFaultTests
{
    [Theory]
    [InlineData("database migrate")]
    [InlineData("cases list")]
    [InlineData("protection rotate")]
    [InlineData("records import nowhere")]
    public async Task A_server_that_does_not_answer_is_told_in_one_line(string words)
    {
        using var commands = new CommandProcess();
        commands.Settings["Database__Provider"] = nameof(DatabaseProvider.SqlServer);
        commands.Settings["ConnectionStrings__Cabinet"] = $"Server=127.0.0.1,{RunningProduct.FreePort()};Database=x;User Id=a;Password=b;Connect Timeout=2;ConnectRetryCount=0";
        var (code, output) = await commands.RunAsync(words.Split(' '));
        code.ShouldNotBe(0);
        output.ShouldContain("SQL Server");
        output.ShouldContain("не отвечает");
        output.ShouldNotContain("   at ");
    }

    [Fact]
    public void Each_way_to_fail_has_its_words()
    {
        DatabaseFault.Tell(ServerFailure.Of(SqlErrors.Make(4060, "Cannot open database"))).ShouldContain("не пускает (SQL Server 4060)");
        DatabaseFault.Tell(new MigrationFailedException("0001_all.sql", ServerFailure.Of(SqlErrors.Make(2714, "There is already")))).ShouldContain("0001_all.sql");
        DatabaseFault.Tell(new DatabaseUnfitException("Так нельзя")).ShouldBe("Так нельзя");
        DatabaseFault.IsOne(new InvalidOperationException("ours")).ShouldBeFalse();
    }
}
