using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Database;

/// <summary>
/// How values without a type of their own in SQLite are written there: ids and dates as text, moments as UTC text that
/// sorts by time. SQL Server gets its own types.
/// </summary>
internal static class SqlTypes
{
    private const string MomentFormat = "yyyy-MM-ddTHH:mm:ss.fffffffZ";
    private const string DateFormat = "yyyy-MM-dd";

    static SqlTypes()
    {
        Add(new Handler<Guid>(id => id.ToString(), text => Guid.Parse(text, CultureInfo.InvariantCulture), raw => (Guid)raw, DbType.Guid));
        Add(new Handler<DateTimeOffset>(Write, ReadMoment, raw => (DateTimeOffset)raw, DbType.DateTimeOffset));
        Add(new Handler<DateOnly>(
            date => date.ToString(DateFormat, CultureInfo.InvariantCulture),
            text => DateOnly.ParseExact(text, DateFormat, CultureInfo.InvariantCulture),
            raw => DateOnly.FromDateTime((DateTime)raw),
            DbType.Date));
    }

    /// <summary>Before the first statement: Dapper learns the types, once.</summary>
    public static void AreKnown()
    {
        // By the constructor above.
    }

    /// <summary>A moment as SQLite keeps it.</summary>
    public static string Write(DateTimeOffset moment) => moment.UtcDateTime.ToString(MomentFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset ReadMoment(string text) =>
        DateTimeOffset.ParseExact(text, MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static void Add<T>(Handler<T> handler)
        where T : struct
    {
        SqlMapper.RemoveTypeMap(typeof(T));
        SqlMapper.RemoveTypeMap(typeof(T?));
        SqlMapper.AddTypeHandler(handler);
    }

    private sealed class Handler<T>(Func<T, string> write, Func<string, T> readText, Func<object, T> readNative, DbType type)
        : SqlMapper.TypeHandler<T>
    {
        public override T Parse(object value) => value is string text ? readText(text) : readNative(value);

        public override void SetValue(IDbDataParameter parameter, T? value)
        {
            if (parameter is SqliteParameter)
            {
                parameter.DbType = DbType.String;
                parameter.Value = value is null ? DBNull.Value : write(value);
            }
            else
            {
                parameter.DbType = type;
                parameter.Value = value is DateOnly date ? date.ToDateTime(default) : value;
            }
        }
    }
}
