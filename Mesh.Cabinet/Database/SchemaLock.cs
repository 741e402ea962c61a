using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Mesh.Cabinet.Database;

/// <summary>Lets one program at a time change the schema; the others wait, however long, and then find nothing to do.</summary>
internal sealed class SchemaLock : IDisposable
{
    // Somebody else has the file: EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    private static readonly int[] Shared = [11, 35, unchecked((int)0x80070020)];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly IDisposable held;

    private SchemaLock(IDisposable held)
    {
        this.held = held;
    }

    public static SchemaLock Take(CabinetDatabase database) => new(database.Provider is DatabaseProvider.Sqlite ? TakeFile(database) : TakeAtServer(database));

    public void Dispose() => held.Dispose();

    // The lock goes with the process that has it, so the file may stay.
    private static FileStream TakeFile(CabinetDatabase database)
    {
        OwnFiles.MakeFolder(database.Folder);
        for (; ; )
        {
            try
            {
                return OwnFiles.Make($"{database.File}-schema", FileShare.None);
            }
            catch (IOException failure) when (Shared.Contains(failure.HResult))
            {
                Thread.Sleep(Pause);
            }
        }
    }

    // It goes with the connection, which is kept by no pool: the migrations open their own beside it.
    private static DbConnection TakeAtServer(CabinetDatabase database)
    {
        var connection = database.NewConnection();
        if (connection.ConnectionString.Length > 0)
            connection.ConnectionString = new SqlConnectionStringBuilder(connection.ConnectionString) { Pooling = false }.ConnectionString;
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "EXEC sp_getapplock @Resource = N'mesh-cabinet-schema', @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = -1";
            command.CommandTimeout = 0;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
