using System.Text.Json;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.OwnData;

/// <summary>To which e-mail addresses letters to a person may be on their way: by the record, and by what mos.ru has told.</summary>
internal sealed class HeldAddresses(IEnumerable<PersonalTable> tables, PersonalTableStore rows)
{
    public async Task<IReadOnlyCollection<string>> FindAsync(DataSubject person, CancellationToken cancellation)
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var table in tables.Where(table => table.Shown.Any(name => name.EndsWith("Protected", StringComparison.Ordinal))))
        {
            foreach (var row in await rows.ListAsync(table, person, cancellation))
                found.UnionWith(row.Values.OfType<string>().SelectMany(Texts).Select(text => text.Trim()).Where(IsAddress));
        }

        return found;
    }

    // A profile is kept as JSON.
    private static IEnumerable<string> Texts(string value)
    {
        if (!value.StartsWith('{'))
            return [value];
        try
        {
            return [.. JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(value)!.Values.Where(one => one.ValueKind is JsonValueKind.String).Select(one => one.GetString()!)];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static bool IsAddress(string text) => text.Length < 255 && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1 && !text.Any(char.IsWhiteSpace);
}
