using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Mesh.Cabinet.Database;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>A connection to a <see cref="StandInServer"/>, of whose pool it takes the only place.</summary>
internal sealed class StandInConnection(StandInServer server) : DbConnection
{
    private DbConnection? held;

    [AllowNull]
    public override string ConnectionString { get; set; } = "Server=stand-in";

    public override string Database => "stand-in";

    public override string DataSource => "stand-in";

    public override string ServerVersion => "16.0";

    public override ConnectionState State => held is null ? ConnectionState.Closed : ConnectionState.Open;

    internal StandInServer Server => server;

    internal DbConnection Held => held ?? throw new InvalidOperationException("The connection is closed.");

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Open() => OpenAsync(CancellationToken.None).GetAwaiter().GetResult();

    public override async Task OpenAsync(CancellationToken cancellationToken)
    {
        server.Knock();
        if (!await server.Pool.WaitAsync(server.Patience, cancellationToken))
            throw new InvalidOperationException("Timeout expired. The timeout period elapsed prior to obtaining a connection from the pool.");
        held = await server.Answers.Database.OpenAsync(cancellationToken);
    }

    public override void Close()
    {
        if (held is null)
            return;

        held.Dispose();
        held = null;
        server.Pool.Release();
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
    {
        server.Hear(StandInServer.BeginTransaction, new SqlCommand().Parameters);
        return Held.BeginTransaction();
    }

    protected override DbCommand CreateDbCommand() => new StandInCommand(this);

    protected override void Dispose(bool disposing)
    {
        Close();
        base.Dispose(disposing);
    }
}

/// <summary>A command whose parameters are the driver's own.</summary>
internal sealed class StandInCommand(StandInConnection connection) : DbCommand
{
    private readonly SqlCommand declared = new();

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; } = 30;

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; } = connection;

    protected override DbParameterCollection DbParameterCollection => declared.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
    }

    public override void Prepare()
    {
    }

    public override int ExecuteNonQuery()
    {
        using var command = Answering();
        return command.ExecuteNonQuery();
    }

    public override object? ExecuteScalar()
    {
        using var command = Answering();
        return command.ExecuteScalar();
    }

    protected override DbParameter CreateDbParameter() => new SqlParameter();

    // The driver refuses a command without the transaction that its connection is in.
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Answering().ExecuteReader(behavior & ~CommandBehavior.CloseConnection);

    private DbCommand Answering()
    {
        var sql = connection.Server.Hear(CommandText, declared.Parameters);
        var command = connection.Held.CreateCommand();
        if (command.Transaction is not null && Transaction is null)
            throw new InvalidOperationException("ExecuteReader requires the command to have a transaction when the connection assigned to the command is in a pending local transaction.");
        command.CommandText = sql;
        command.Transaction = Transaction;
        foreach (SqlParameter parameter in declared.Parameters)
            command.Parameters.Add(new SqliteParameter(parameter.ParameterName, Kept(parameter.Value)));
        return command;
    }

    private static object Kept(object? value) => value switch
    {
        Guid id => id.ToString(),
        DateTimeOffset moment => SqlTypes.Write(moment),
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value ?? DBNull.Value,
    };
}
