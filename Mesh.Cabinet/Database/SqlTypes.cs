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
        Add(typeof(byte[]), typeof(byte[]), new BytesHandler());
    }

    /// <summary>Before the first statement: Dapper learns the types, once.</summary>
    public static void AreKnown()
    {
        // By the constructor above.
    }

    /// <summary>A moment as SQLite keeps it.</summary>
    public static string Write(DateTimeOffset moment) => moment.UtcDateTime.ToString(MomentFormat, CultureInfo.InvariantCulture);

    /// <summary>A moment that <see cref="Write"/> wrote; null for anything else.</summary>
    public static DateTimeOffset? TryRead(string text) =>
        DateTimeOffset.TryParseExact(text, MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && Write(moment) == text ? moment : null;

    private static DateTimeOffset ReadMoment(string text) =>
        DateTimeOffset.ParseExact(text, MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static void Add(Type type, Type nullable, SqlMapper.ITypeHandler handler)
    {
        SqlMapper.RemoveTypeMap(type);
        SqlMapper.RemoveTypeMap(nullable);
        SqlMapper.AddTypeHandler(type, handler);
        if (nullable != type)
            SqlMapper.AddTypeHandler(nullable, handler);
    }

    private static void Add<T>(Handler<T> handler)
        where T : struct => Add(typeof(T), typeof(T?), handler);

    // Dapper's own base for handlers leaves a NULL without a type, and SQL Server then takes it for a text.
    private sealed class Handler<T>(Func<T, string> write, Func<string, T> readText, Func<object, T> readNative, DbType type) : SqlMapper.ITypeHandler
        where T : struct
    {
        public object? Parse(Type destinationType, object value) => value switch
        {
            DBNull => null,
            string text => readText(text),
            _ => readNative(value),
        };

        public void SetValue(IDbDataParameter parameter, object value)
        {
            if (parameter is SqliteParameter)
            {
                parameter.DbType = DbType.String;
                parameter.Value = value is T set ? write(set) : DBNull.Value;
            }
            else
            {
                parameter.DbType = type;
                parameter.Value = value is DateOnly date ? date.ToDateTime(default) : value;
            }
        }
    }

    // Without a size each length would be a type of its own to SQL Server, and each type another plan.
    private sealed class BytesHandler : SqlMapper.ITypeHandler
    {
        private const int MaxSize = 8000;

        public object? Parse(Type destinationType, object value) => value is DBNull ? null : value;

        public void SetValue(IDbDataParameter parameter, object value)
        {
            parameter.DbType = DbType.Binary;
            parameter.Value = value;
            if (parameter is not SqliteParameter)
                parameter.Size = value is byte[] { Length: > MaxSize } ? -1 : MaxSize;
        }
    }
}
