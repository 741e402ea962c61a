using System.Text.RegularExpressions;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>Says in SQLite's words what the product says to SQL Server in its own; what SQLite has no word for becomes nothing.</summary>
internal static partial class SpokenSql
{
    private const string Nothing = "SELECT 0";

    public static string ForSqlite(string sql)
    {
        if (sql.StartsWith("UPDATE STATISTICS ", StringComparison.Ordinal) || sql.Contains("sp_getapplock", StringComparison.Ordinal) || sql.Contains("sp_releaseapplock", StringComparison.Ordinal))
            return Nothing;

        var said = Json().Replace(sql, match => Derived(match.Groups["list"].Value, match.Groups["columns"].Value));
        said = said.Replace(" COLLATE Latin1_General_100_BIN2", "", StringComparison.Ordinal).Replace("TRUNCATE TABLE ", "DELETE FROM ", StringComparison.Ordinal)
            .Replace("OPTION (RECOMPILE)", "", StringComparison.Ordinal).Replace("@@ROWCOUNT", "changes()", StringComparison.Ordinal).Replace("SET LOCK_TIMEOUT 0;", "", StringComparison.Ordinal).Replace("SET LOCK_TIMEOUT -1;", "", StringComparison.Ordinal);
        said = Part().Replace(said, "LIMIT ${take} OFFSET ${skip}");
        said = Hex().Replace(said, "unhex(${value})");
        while (Top().Match(said) is { Success: true } top)
            said = Limited(said.Remove(top.Index, top.Length), top.Index, top.Groups["most"].Value);
        return said;
    }

    private static string Derived(string list, string columns)
    {
        var read = Column().Matches(columns).Select(match => match.Groups["path"].Value == "$"
            ? $"value AS {match.Groups["name"].Value}"
            : $"json_extract(value, '{match.Groups["path"].Value}') AS {match.Groups["name"].Value}");
        return $"(SELECT {string.Join(", ", read)} FROM json_each({list}))";
    }

    // At the end of the SELECT that began there.
    private static string Limited(string sql, int from, string most)
    {
        var depth = 0;
        for (var at = from; at < sql.Length; at++)
        {
            depth += sql[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth < 0)
                return sql.Insert(at, $" LIMIT {most}");
        }

        return $"{sql} LIMIT {most}";
    }

    [GeneratedRegex(@"OPENJSON\((?<list>@\w+)\) WITH \((?<columns>(?:[^()]|\([^()]*\))*)\)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Json();

    [GeneratedRegex(@"(?<name>\w+) \w+(\(\d+\))? '(?<path>[^']+)'", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Column();

    [GeneratedRegex(@"CONVERT\(varbinary\(\d+\), (?<value>\w+), 2\)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Hex();

    [GeneratedRegex(@"OFFSET (?<skip>@\w+) ROWS FETCH NEXT (?<take>@\w+) ROWS ONLY", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Part();

    [GeneratedRegex(@"TOP \((?<most>@\w+|\d+)\) ", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Top();
}
