using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Database;

/// <summary>What an operator is told of a database that failed: which, by what number, and where to look. Never its own message, which could quote a row.</summary>
internal static class DatabaseFault
{
    private static readonly HashSet<int> NoSuchDatabase = [911, 4060, 18456, 18452];
    private const int SqliteCannotOpen = 14;
    private const string Setting = "ConnectionStrings:Cabinet";

    /// <summary>Whether a program ended because of its database, and no fault of its own.</summary>
    public static bool IsOne(Exception failure) => failure is DatabaseUnfitException || In(failure) is not null;

    /// <summary>One line.</summary>
    public static string Tell(Exception failure) => failure switch
    {
        DatabaseUnfitException => failure.Message,
        MigrationFailedException migration when In(failure) is { } database => string.Format(DatabaseText.MigrationFailed, migration.Name, Name(database)),
        _ when In(failure) is { } database => Tell(database),
        _ => throw new ArgumentException("This is no failure of a database.", nameof(failure)),
    };

    private static DbException? In(Exception? failure) => failure switch
    {
        null => null,
        DbException database => database,
        _ => In(failure.InnerException),
    };

    // Such as «SQL Server 4060».
    private static string Name(DbException failure) => ServerFailure.NumberOf(failure) is { } number
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SQL Server {number}")
        : failure is SqliteException sqlite
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SQLite {sqlite.SqliteErrorCode}")
            : failure.GetType().Name;

    private static string Tell(DbException failure) =>
        CabinetDatabase.IsPassing(failure) || failure is SqliteException { SqliteErrorCode: SqliteCannotOpen } ? string.Format(DatabaseText.Unreachable, Name(failure), Setting)
        : ServerFailure.NumberOf(failure) is { } number && NoSuchDatabase.Contains(number) ? string.Format(DatabaseText.NoSuchDatabase, Name(failure), Setting)
        : string.Format(DatabaseText.Failed, Name(failure));
}
