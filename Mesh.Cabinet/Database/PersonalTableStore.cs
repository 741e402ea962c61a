using System.Globalization;
using System.Security.Cryptography;
using Dapper;

namespace Mesh.Cabinet.Database;

/// <summary>Reads and deletes a person's rows in whatever table a feature has named.</summary>
internal sealed class PersonalTableStore(CabinetDatabase database, FieldProtection protection, IEnumerable<ProtectedColumn> columns)
{
    /// <summary>What cannot be opened any more.</summary>
    private const string Unreadable = "?";

    private readonly List<ProtectedColumn> columns = [.. columns];

    public async Task<long> CountAsync(PersonalTable table, DataSubject person, CancellationToken cancellation)
    {
        var sql = Ask($"SELECT COUNT(*) FROM {table.Table}", Where(table, person));
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(sql, Values(table, person), cancellationToken: cancellation));
    }

    /// <summary>The shown columns of the person's rows; the name of an encrypted one without «Protected».</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string?>>> ListAsync(PersonalTable table, DataSubject person, CancellationToken cancellation)
    {
        var names = table.Shown.Concat(columns.Where(column => column.Table == table.Table && table.Shown.Contains(column.Column)).SelectMany(column => column.Kind is null ? column.Owner : [.. column.Owner, "Kind"]));
        var sql = Ask($"SELECT {string.Join(", ", names.Distinct(StringComparer.Ordinal))} FROM {table.Table}", $"({Where(table, person)}) AND {table.ShownWhere ?? "1 = 1"} ORDER BY {table.Key}");
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync(new CommandDefinition(sql, Values(table, person), cancellationToken: cancellation));
        return [.. rows.Select(row => Shown(table, (IDictionary<string, object?>)row))];
    }

    /// <summary>Deletes the person's rows, a lot at a time.</summary>
    public Task EraseAsync(PersonalTable table, DataSubject person, CancellationToken cancellation) =>
        database.ClearAsync(table.Table, table.Key, $"({Where(table, person)})", Values(table, person), cancellation);

    private Dictionary<string, string?> Shown(PersonalTable table, IDictionary<string, object?> row) =>
        table.Shown.ToDictionary(name => name.Replace("Protected", "", StringComparison.Ordinal), name => Text(table, name, row), StringComparer.Ordinal);

    private string? Text(PersonalTable table, string name, IDictionary<string, object?> row) => row[name] switch
    {
        null => null,
        byte[] value => Reveal(table, name, value, row),
        DateTimeOffset moment => SqlTypes.Write(moment),
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };

    private string Reveal(PersonalTable table, string name, byte[] value, IDictionary<string, object?> row)
    {
        var column = columns.Find(one => one.Table == table.Table && one.Column == name && (one.Kind is null || one.Kind == (string?)row["Kind"]));
        try
        {
            return column is null ? Convert.ToHexString(value) : protection.Reveal(column.Field, string.Join('/', column.Owner.Select(owner => row[owner])), value);
        }
        catch (CryptographicException)
        {
            return Unreadable;
        }
    }

    // Table and columns are features' own words.
    private static string Ask(string what, string where) => $"""
        {what} WHERE {where}
        """;

    private string Where(PersonalTable table, DataSubject person)
    {
        var either = table.Records.Select(column => $"{column} IN {database.List("@Records")}").ToList();
        if (table.HasAccount)
            either.AddRange(person.Accounts.Select((_, number) => string.Create(CultureInfo.InvariantCulture, $"(Provider = @Provider{number} AND Subject = @Subject{number})")));
        if (table.SubjectColumn is { } subject)
            either.Add($"{subject} IN {database.List("@Subjects")}");
        if (table.AccountColumn is { } account)
            either.Add($"{account} IN {database.List("@Accounts")}");
        if (table.Parent is { } parent)
            either.Add($"{parent.Column} IN (SELECT {parent.Key} FROM {parent.Table.Table} WHERE {Where(parent.Table, person)})");
        return either.Count == 0 ? "1 = 0" : string.Join(" OR ", either);
    }

    private static DynamicParameters Values(PersonalTable table, DataSubject person)
    {
        var values = new DynamicParameters(new
        {
            Records = Dialect.ListValue(person.Records),
            Subjects = Dialect.ListValue(person.Accounts.Where(account => account.Provider == table.SubjectProvider).Select(account => account.Subject)),
            Accounts = Dialect.ListValue(person.Accounts.Select(account => $"{account.Provider}/{account.Subject}")),
        });
        foreach (var (number, account) in person.Accounts.Index())
        {
            values.Add(string.Create(CultureInfo.InvariantCulture, $"Provider{number}"), account.Provider);
            values.Add(string.Create(CultureInfo.InvariantCulture, $"Subject{number}"), account.Subject);
        }

        return values;
    }
}
