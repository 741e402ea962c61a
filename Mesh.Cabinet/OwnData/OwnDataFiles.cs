using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.OwnData;

/// <summary>A person's data as JSON, for programs, and as a page that opens anywhere and asks nothing of anybody.</summary>
internal static class OwnDataFiles
{
    private static readonly JsonSerializerOptions Plain = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    public static string Json(OwnDataDocument document)
    {
        var sections = document.Sections.Where(section => section.Rows.Count > 0).Select(section => (JsonNode)new JsonObject
        {
            ["title"] = section.Title,
            ["table"] = section.Table,
            ["ofSchool"] = section.IsOfSchool,
            ["rows"] = new JsonArray([.. section.Rows.Select(row => new JsonObject(row.Select(cell => KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(cell.Key), Node(cell.Value)))))]),
        });
        return new JsonObject { ["madeAt"] = document.MadeAt.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture), ["sections"] = new JsonArray([.. sections]) }.ToJsonString(Plain);
    }

    public static string Page(OwnDataDocument document)
    {
        var page = new StringBuilder("<!doctype html>\n<html lang=\"ru\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>");
        page.Append(Encode(OwnDataText.PageTitle))
            .Append("</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.2rem 1rem;border-top:1px solid #ccc;padding-top:.6rem}dt{color:#555}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}</style></head><body><h1>")
            .Append(Encode(OwnDataText.PageTitle)).Append("</h1><p>").Append(Encode(string.Format(OwnDataText.PageMade, MomentWords.Of(document.MadeAt)))).Append("</p>");
        foreach (var section in document.Sections.Where(section => section.Rows.Count > 0))
        {
            page.Append("<section><h2>").Append(Encode(section.Title)).Append("</h2>");
            foreach (var row in section.Rows)
            {
                page.Append("<dl>");
                foreach (var (name, value) in row.Where(cell => cell.Value is { Length: > 0 }))
                    page.Append("<dt>").Append(Encode(Label(name))).Append("</dt><dd>").Append(Encode(value!)).Append("</dd>");
                page.Append("</dl>");
            }

            page.Append("</section>");
        }

        if (document.Sections.All(section => section.Rows.Count == 0))
            page.Append("<p>").Append(Encode(OwnDataText.Nothing)).Append("</p>");
        return page.Append("</body></html>\n").ToString();
    }

    // What mos.ru told is kept as JSON itself.
    private static JsonNode? Node(string? value)
    {
        if (value is null || !value.StartsWith('{'))
            return value;
        try
        {
            return JsonNode.Parse(value);
        }
        catch (JsonException)
        {
            return value;
        }
    }

    private static string Label(string name) => OwnDataText.ResourceManager.GetString($"Field{name}", System.Globalization.CultureInfo.CurrentUICulture) ?? name;

    private static string Encode(string text) => Html.Encode(text);
}
