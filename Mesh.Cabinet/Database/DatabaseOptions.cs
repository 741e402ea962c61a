namespace Mesh.Cabinet.Database;

/// <summary>The database the cabinet keeps its state in.</summary>
public enum DatabaseProvider { Sqlite, SqlServer }

/// <summary>Settings under <c>Database</c>, with <c>ConnectionStrings:Cabinet</c> beside them.</summary>
public sealed record DatabaseOptions
{
    public DatabaseProvider Provider { get; init; } = DatabaseProvider.Sqlite;

    /// <summary>Whether a start brings the schema up to date; otherwise <c>database migrate</c> does.</summary>
    public bool MigrateAtStart { get; init; } = true;
}
