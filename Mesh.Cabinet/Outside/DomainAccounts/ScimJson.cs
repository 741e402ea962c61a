using System.Text.Json;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>Attributes of SCIM resources: their names have no case (RFC 7643 §2.1), and some directories write a truth as text.</summary>
internal static class ScimJson
{
    public static JsonElement? Find(JsonElement element, string name)
    {
        if (element.ValueKind is not JsonValueKind.Object)
            return null;
        foreach (var property in element.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind is not JsonValueKind.Null)
                return property.Value;
        }

        return null;
    }

    public static string? TextOf(JsonElement element, string name) => Find(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static bool? FlagOf(JsonElement element, string name) => Find(element, name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text when bool.TryParse(text.GetString(), out var flag) => flag,
        _ => null,
    };

    public static int? NumberOf(JsonElement element, string name) => Find(element, name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var value) => value,
        { ValueKind: JsonValueKind.String } text when int.TryParse(text.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };

    /// <summary>The elements of a multi-valued attribute; a single one may come without its list.</summary>
    public static IReadOnlyList<JsonElement> ListOf(JsonElement element, string name) => Find(element, name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
        var one => [one.Value],
    };

    /// <summary>The value of an element, which may be written without its object.</summary>
    public static string? ValueOf(JsonElement element) => element.ValueKind is JsonValueKind.String ? element.GetString() : TextOf(element, "value");
}
