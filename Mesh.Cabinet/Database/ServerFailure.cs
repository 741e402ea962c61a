using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Mesh.Cabinet.Database;

/// <summary>SQL Server's word that something failed, without what its message may quote of a row.</summary>
internal sealed class ServerFailure(int number, string message, Exception? inner = null) : DbException(message, inner)
{
    /// <summary>The severity of errors after which there is no connection any more.</summary>
    private const byte Fatal = 20;

    // Conversion, unique indexes, truncation: their messages say the value.
    private static readonly HashSet<int> Quoting = [241, 242, 245, 295, 1505, 2601, 2627, 2628, 8114, 8152];

    /// <summary>Of <c>sys.messages</c>, or negative for the driver's own.</summary>
    public int Number { get; } = number;

    /// <summary>The way to the server is broken: the driver has no number for that on every system.</summary>
    public bool IsAway { get; private init; }

    public static ServerFailure Of(SqlException failure) => Quoting.Contains(failure.Number)
        ? new ServerFailure(failure.Number, $"SQL Server error {failure.Number}")
        : new ServerFailure(failure.Number, failure.Message, failure) { IsAway = failure is { Number: 0, Class: >= Fatal } };

    /// <summary>Null if the failure is not SQL Server's.</summary>
    public static int? NumberOf(Exception failure) => failure switch
    {
        ServerFailure server => server.Number,
        SqlException server => server.Number,
        _ => null,
    };
}
