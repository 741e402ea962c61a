using Mesh.Cabinet.Database;
using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>Nodes that start at once on a new database change it one after another.</summary>
public sealed class SchemaLockTests
{
    [Fact]
    public async Task Of_many_that_migrate_a_new_file_at_once_one_does_and_the_others_find_it_done()
    {
        var folder = Directory.CreateTempSubdirectory("mesh-cabinet-");
        try
        {
            var file = Path.Combine(folder.FullName, "cabinet.db");
            using var start = new Barrier(8);
            var ran = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    var schema = new Schema(new CabinetDatabase(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False"));
                    start.SignalAndWait();
                    return schema.Migrate().Count;
                },
                TaskCreationOptions.LongRunning)));
            ran.Order().ShouldBe([0, 0, 0, 0, 0, 0, 0, Schema.Scripts(DatabaseProvider.Sqlite).Count()]);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void SQL_Server_is_asked_for_a_lock_of_the_session()
    {
        using var server = new StandInServer();
        using (SchemaLock.Take(server.Database))
            server.Asked.Single().Sql.ShouldContain("sp_getapplock @Resource = N'mesh-cabinet-schema', @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = -1");
        // It has gone with its connection.
        using (SchemaLock.Take(server.Database))
            server.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_no_empty_one()
    {
        using var server = new StandInServer();
        server.FailOnce(StandInServer.Opening, () => new ServerFailure(4060, "Cannot open database"));
        await Should.ThrowAsync<ServerFailure>(() => Task.FromResult(new Schema(server.Database).IsCurrent));
        server.FailOnce("SchemaVersions", () => new ServerFailure(208, "Invalid object name"));
        new Schema(server.Database).IsCurrent.ShouldBeFalse();
    }
}
