using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;

namespace Mesh.Cabinet.Database;

/// <summary>
/// A connection to SQL Server whose failures are <see cref="ServerFailure"/>, whose cancelled statements are cancellations, and which says a
/// statement once more that was the victim of a deadlock and stood for itself.
/// </summary>
internal sealed class ServerConnection(DbConnection inner) : DbConnection
{
    /// <summary>The pause before anything is tried once more.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => inner.ConnectionString = value;
    }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);

    public override void Open()
    {
        try
        {
            inner.Open();
        }
        catch (SqlException failure)
        {
            throw ServerFailure.Of(failure);
        }
    }

    public override async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Said(() => inner.OpenAsync(cancellationToken), cancellationToken);
        }
        catch (DbException failure) when (CabinetDatabase.IsPassing(failure))
        {
            // Nothing was asked yet, so nothing can happen twice.
            await Task.Delay(Pause, cancellationToken);
            await Said(() => inner.OpenAsync(cancellationToken), cancellationToken);
        }
    }

    public override void Close() => inner.Close();

    public override Task CloseAsync() => inner.CloseAsync();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => inner.BeginTransaction(isolationLevel);

    protected override ValueTask<DbTransaction> BeginDbTransactionAsync(IsolationLevel isolationLevel, CancellationToken cancellationToken) =>
        inner.BeginTransactionAsync(isolationLevel, cancellationToken);

    protected override DbCommand CreateDbCommand() => new ServerCommand(inner.CreateCommand(), this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>Does something at the server, and says in our words how it failed.</summary>
    internal static async Task<T> Said<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            return await ask();
        }
        catch (DbException failure) when (failure is SqlException or ServerFailure)
        {
            // The driver says "cancelled by user" by an error with the number 0.
            if (cancellation.IsCancellationRequested && ServerFailure.NumberOf(failure) == 0)
                throw new OperationCanceledException("The statement was cancelled.", failure, cancellation);
            if (failure is SqlException server)
                throw ServerFailure.Of(server);
            throw;
        }
    }

    private static Task<bool> Said(Func<Task> ask, CancellationToken cancellation) =>
        Said(async () =>
        {
            await ask();
            return true;
        }, cancellation);
}
