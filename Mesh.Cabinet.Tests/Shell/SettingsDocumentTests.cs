using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>Whoever reads the README finds every setting in its table, and no setting that there is not.</summary>
public sealed partial class SettingsDocumentTests
{
    /// <summary>ASP.NET Core's own, told elsewhere.</summary>
    private static readonly string[] OfFramework = ["Logging", "AllowedHosts"];

    private static readonly IConfigurationRoot Shipped = new ConfigurationBuilder().AddJsonFile(Path.Combine(TestPlaces.Root, "appsettings.json")).Build();

    [Fact]
    public void Every_key_of_the_shipped_settings_stands_in_the_table()
    {
        var listed = Listed();
        Keys(Shipped.GetChildren()).Where(key => !listed.Contains(key, StringComparer.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_key_of_the_table_is_shipped()
    {
        var shipped = Keys(Shipped.GetChildren()).ToHashSet(StringComparer.Ordinal);
        // «Gosuslugi:* likewise» speaks of all that are beside it.
        Listed().Where(key => !key.EndsWith('*') && !shipped.Contains(key)).ShouldBeEmpty();
    }

    // A list is one setting, whatever is in it; so is a section all of which the table tells together.
    private static IEnumerable<string> Keys(IEnumerable<IConfigurationSection> sections) => sections.Where(section => !OfFramework.Contains(section.Path)).SelectMany(section =>
        section.GetChildren().Where(child => !int.TryParse(child.Key, out _)).ToList() is { Count: > 0 } children ? Keys(children) : [section.Path]);

    /// <summary>The first column of the table; «`:Token`» goes on with the section of the key before it, and «`Gosuslugi:*`» stands for all of mos.ru's.</summary>
    private static List<string> Listed()
    {
        var keys = new List<string>();
        var table = File.ReadAllText(Path.Combine(TestPlaces.Root, "README.md")).Split("## Settings")[1].Split("\n## ")[0];
        foreach (var row in table.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)))
        {
            foreach (var key in Name().Matches(row.Split('|')[1]).Select(match => match.Groups["key"].Value))
                keys.Add(key.StartsWith(':') ? keys[^1][..keys[^1].LastIndexOf(':')] + key : key);
        }

        if (table.Contains("`Gosuslugi:*` likewise", StringComparison.Ordinal))
            keys.AddRange(keys.Where(key => key.StartsWith("MosRu:", StringComparison.Ordinal)).Select(key => key.Replace("MosRu:", "Gosuslugi:", StringComparison.Ordinal)).Where(Exists).ToList());
        return keys;
    }

    private static bool Exists(string key) => Shipped.GetSection(key).Exists() || Shipped[key] is not null;

    [GeneratedRegex("`(?<key>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
