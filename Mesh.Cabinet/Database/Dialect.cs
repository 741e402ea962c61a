using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mesh.Cabinet.Database;

/// <summary>Of what type the values of a list are.</summary>
internal enum ListOf { Text, Id, Number, Bytes }

/// <summary>
/// The words in which the two databases differ. A list is one parameter with a JSON text: a parameter for each value would make another
/// statement, and another plan, of each length.
/// </summary>
internal static class Dialect
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What stands after <c>IN</c>; the value of the parameter is made by <c>ListValue</c>.</summary>
    public static string List(this CabinetDatabase database, string parameter, ListOf type = ListOf.Text) => (database.Provider, type) switch
    {
        (DatabaseProvider.Sqlite, ListOf.Bytes) => $"(SELECT unhex(value) FROM json_each({parameter}))",
        (DatabaseProvider.Sqlite, _) => $"(SELECT value FROM json_each({parameter}))",
        (_, ListOf.Text) => $"(SELECT value COLLATE Latin1_General_100_BIN2 FROM OPENJSON({parameter}) WITH (value nvarchar({TextLength.CaseKey}) '$'))",
        (_, ListOf.Id) => $"(SELECT value FROM OPENJSON({parameter}) WITH (value uniqueidentifier '$'))",
        (_, ListOf.Number) => $"(SELECT value FROM OPENJSON({parameter}) WITH (value int '$'))",
        _ => $"(SELECT CONVERT(varbinary(32), value, 2) FROM OPENJSON({parameter}) WITH (value nvarchar(64) '$'))",
    };

    // U+0000 is in nothing that is looked for, and SQLite would end the text there.
    public static string ListValue(IEnumerable<string> texts) => JsonSerializer.Serialize(texts.Where(text => !text.Contains('\0')), Json);

    public static string ListValue(IEnumerable<Guid> ids) => JsonSerializer.Serialize(ids, Json);

    public static string ListValue(IEnumerable<int> numbers) => JsonSerializer.Serialize(numbers, Json);

    public static string ListValue(IEnumerable<byte[]> values) => JsonSerializer.Serialize(values.Select(Convert.ToHexString), Json);

    /// <summary>What stands after <c>SELECT</c> where only the first rows are wanted, with <see cref="Limit"/> at the end.</summary>
    public static string Top(this CabinetDatabase database, string parameter) => database.Provider is DatabaseProvider.Sqlite ? "" : $"TOP ({parameter})";

    /// <inheritdoc cref="Top"/>
    public static string Limit(this CabinetDatabase database, string parameter) => database.Provider is DatabaseProvider.Sqlite ? $"LIMIT {parameter}" : "";

    /// <summary>What stands after <c>ORDER BY</c> where a part of a list is wanted.</summary>
    public static string Page(this CabinetDatabase database, string skip, string take) =>
        database.Provider is DatabaseProvider.Sqlite ? $"LIMIT {take} OFFSET {skip}" : $"OFFSET {skip} ROWS FETCH NEXT {take} ROWS ONLY";

    /// <summary>How many rows the statement just before changed, inside the same command.</summary>
    public static string Changed(this CabinetDatabase database) => database.Provider is DatabaseProvider.Sqlite ? "changes()" : "@@ROWCOUNT";

    /// <summary>A statement that fails at once, see <see cref="CabinetDatabase.IsLocked"/>, where somebody holds the row. SQLite waits as long as it always does.</summary>
    public static string WithoutWaiting(this CabinetDatabase database, string sql) =>
        database.Provider is DatabaseProvider.Sqlite ? sql : $"SET LOCK_TIMEOUT 0; {sql}; SET LOCK_TIMEOUT -1;";

    /// <summary>A question about many rows that were not there a moment ago: SQL Server would ask it by a plan for an empty table, unless it plans anew.</summary>
    public static string Anew(this CabinetDatabase database, string sql) => database.Provider is DatabaseProvider.Sqlite ? sql : $"{sql}\nOPTION (RECOMPILE)";

    /// <summary>Empties a table whole, page by page: neither database then looks at the rows.</summary>
    public static string Clear(this CabinetDatabase database, string table) => database.Provider is DatabaseProvider.Sqlite ? $"DELETE FROM {table}" : $"TRUNCATE TABLE {table}";
}
