using System.Data;
using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Database;

/// <summary>
/// A SQLite connection that outlives its user, open and with its statements prepared: most of them take SQLite longer to prepare than
/// to run. Closed by its user it goes back to where it came from.
/// </summary>
internal sealed class KeptConnection(string connectionString, Action<KeptConnection> giveBack) : SqliteConnection(connectionString)
{
    /// <summary>Lists of many lengths make many texts; those above this number are prepared each time.</summary>
    private const int MaxStatements = 100;

    private readonly Dictionary<string, KeptCommand> statements = new(StringComparer.Ordinal);
    private bool isRented;

    /// <summary>When it was opened, in milliseconds of <see cref="Environment.TickCount64"/>.</summary>
    public long OpenedAt { get; } = Environment.TickCount64;

    public KeptConnection Rent()
    {
        isRented = true;
        return this;
    }

    /// <summary>Closes it for good.</summary>
    public void End() => base.Close();

    public override SqliteCommand CreateCommand() =>
        new KeptCommand(this) { CommandTimeout = DefaultTimeout, Transaction = Transaction };

    public override void Close()
    {
        if (!isRented)
            return;

        isRented = false;
        Transaction?.Dispose();
        giveBack(this);
    }

    /// <summary>
    /// A command that runs by the statement which the connection keeps for its text. It names no connection itself: that would be
    /// booked there each time.
    /// </summary>
    private sealed class KeptCommand(KeptConnection connection) : SqliteCommand
    {
        public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
        {
            if (!connection.statements.TryGetValue(CommandText, out var statement) && connection.statements.Count < MaxStatements)
            {
                statement = new KeptCommand(connection) { Connection = connection, CommandText = CommandText };
                connection.statements.Add(CommandText, statement);
            }

            if (statement is { DataReader: null })
                return statement.ExecuteFor(this, behavior);

            Connection = connection;
            return base.ExecuteReader(behavior);
        }

        public override int ExecuteNonQuery()
        {
            using var reader = ExecuteReader(CommandBehavior.Default);
            reader.Close();
            return reader.RecordsAffected;
        }

        public override object? ExecuteScalar()
        {
            using var reader = ExecuteReader(CommandBehavior.Default);
            return reader.Read() ? reader.GetValue(0) : null;
        }

        private SqliteDataReader ExecuteFor(SqliteCommand command, CommandBehavior behavior)
        {
            Transaction = command.Transaction;
            CommandTimeout = command.CommandTimeout;
            if (!HasParametersOf(command))
            {
                Parameters.Clear();
                for (var number = 0; number < command.Parameters.Count; number++)
                    Parameters.Add(command.Parameters[number]);
            }

            try
            {
                return base.ExecuteReader(behavior);
            }
            catch
            {
                connection.statements.Remove(CommandText);
                Dispose();
                throw;
            }
        }

        private bool HasParametersOf(SqliteCommand command)
        {
            if (Parameters.Count != command.Parameters.Count)
                return false;
            for (var number = 0; number < Parameters.Count; number++)
            {
                if (Parameters[number] != command.Parameters[number])
                    return false;
            }

            return true;
        }
    }
}

/// <summary>The connections to one SQLite file that wait for their next user.</summary>
/// <param name="maxAge">
/// Milliseconds after which a connection is closed when it is free. A file that was taken away must be missed soon: whoever has it open
/// would go on with it for ever.
/// </param>
internal sealed class KeptConnections(string connectionString, long maxAge = 60_000)
{
    private const int MaxWaiting = 32;

    // Kept here, a connection needs no other pool.
    private readonly string connectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString();
    private readonly Stack<KeptConnection> waiting = new();

    /// <summary>An open connection.</summary>
    public KeptConnection Rent()
    {
        while (TakeWaiting() is { } kept)
        {
            if (IsYoung(kept))
                return kept.Rent();
            kept.End();
        }

        var connection = new KeptConnection(connectionString, GiveBack);
        connection.Open();
        return connection.Rent();
    }

    private bool IsYoung(KeptConnection connection) => Environment.TickCount64 - connection.OpenedAt < maxAge;

    private KeptConnection? TakeWaiting()
    {
        lock (waiting)
            return waiting.TryPop(out var connection) ? connection : null;
    }

    private void GiveBack(KeptConnection connection)
    {
        if (IsYoung(connection))
        {
            lock (waiting)
            {
                if (waiting.Count < MaxWaiting)
                {
                    waiting.Push(connection);
                    return;
                }
            }
        }

        connection.End();
    }
}
