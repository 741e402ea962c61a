using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>Many rows are cleared in short transactions.</summary>
public sealed class LotsTests
{
    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Whatever_is_too_old_goes_and_nothing_else(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var now = ground.Time.GetUtcNow();
        await using (var connection = await ground.Database.OpenAsync(default))
        {
            const string add = """
                INSERT INTO ReceivedEvents (Jti, ReceivedAt) VALUES (@Jti, @At)
                """;
            await using var transaction = await connection.BeginTransactionAsync();
            for (var number = 0; number < (2 * Lots.Size) + 7; number++)
                await Dapper.SqlMapper.ExecuteAsync(connection, add, new { Jti = $"j{number}", At = now.AddSeconds(-1 - number) }, transaction);
            await Dapper.SqlMapper.ExecuteAsync(connection, add, new { Jti = "young", At = now }, transaction);
            await transaction.CommitAsync();
        }

        await ground.Database.ClearAsync("ReceivedEvents", "Jti", "ReceivedAt", now, default);
        (await ground.ScalarAsync("SELECT COUNT(*) FROM ReceivedEvents")).ShouldBe("1");
    }

    [Fact]
    public async Task No_lot_is_of_more_rows_than_lock_themselves_one_by_one()
    {
        using var server = new StandInServer();
        await server.Database.ClearAsync("ReceivedEvents", "Jti", "ReceivedAt", DateTimeOffset.UnixEpoch, default);
        server.Asked.Single().Sql.ShouldContain("SELECT TOP (@Most) Jti");
        Lots.Size.ShouldBeLessThan(5000, "SQL Server would take the whole table then");
    }
}
