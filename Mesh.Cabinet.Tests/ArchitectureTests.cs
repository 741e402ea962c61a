using System.Text.RegularExpressions;
using Mesh.Cabinet.Tests.Database;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shouldly;

namespace Mesh.Cabinet.Tests;

/// <summary>Reads the product's code and keeps its direction: Program → features → Shell, Database, Outside.</summary>
public sealed class ArchitectureTests
{
    private const int MaxProgramLines = 66;
    private static readonly string[] Foundations = ["Shell", "Database", "Outside"];
    private static readonly string[] EmptyNames = ["Core", "Common", "Infrastructure", "Manager", "Managers", "Helper", "Helpers", "Base", "Utils", "Directory"];
    private static readonly Regex Mention = new(@"Mesh\.Cabinet\.(?<folder>[A-Z]\w+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
    private static readonly Regex Island = new(@"<(?<name>[A-Z]\w+)[^>]*@rendermode", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
    private static readonly Regex KeptPerson = new(@"private (Session|Access|PersonRecord|CityProfile|ChildView)\?? \w+( =|;)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
    private static readonly Regex KeptSession = new(@"private (Session|CityProfile)\?? \w+( =|;)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
    private static readonly Regex LooksAnew = new(@"private async Task<[^\n]+> (?!OnInitializedAsync)\w+\(\)\s*\{[^}]*Sessions\.FindAsync", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
    private static readonly List<SourceFile> Files = [.. SqlTexts.SourceFiles().Concat(RazorFiles()).Select(SourceFile.Read)];

    [Fact]
    public void Databases_are_spoken_to_only_in_stores_and_in_Database() =>
        Files.Where(file => file.Folder != "Database" && !file.Name.EndsWith("Store.cs", StringComparison.Ordinal))
            .Where(file => file.Uses("Dapper") || file.Uses("Microsoft.Data.Sqlite") || file.Uses("Microsoft.Data.SqlClient") || file.HasWord("DbConnection") || file.HasWord("DbCommand"))
            .Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void Other_systems_are_spoken_to_only_in_Outside() =>
        Files.Where(file => file.Folder is not "Outside")
            .Where(file => file.Uses("System.DirectoryServices") || file.Uses("System.Net.Http") || file.HasWord("HttpClient") || file.HasWord("IHttpClientFactory"))
            .Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void Database_and_Outside_know_no_feature_and_Shell_knows_none_either() =>
        Files.Where(file => Foundations.Contains(file.Folder))
            .SelectMany(file => file.Mentions.Where(other => other != file.Folder && !Foundations.Contains(other)).Select(other => $"{file.Path} → {other}"))
            .ShouldBeEmpty();

    [Fact]
    public void Features_do_not_use_each_other_in_a_circle()
    {
        var uses = Files.Where(file => file.Folder.Length > 0)
            .GroupBy(file => file.Folder, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.SelectMany(file => file.Mentions).Where(other => other != group.Key).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var start in uses.Keys)
            Reaches(uses, start, start, []).ShouldBeFalse($"{start} uses itself by way of {string.Join(", ", uses[start])}");
    }

    [Fact]
    public void No_feature_uses_a_store_or_a_page_of_another()
    {
        var owners = Files.SelectMany(file => file.Types.Where(type => type.EndsWith("Store", StringComparison.Ordinal) || type.EndsWith("Page", StringComparison.Ordinal))
            .Select(type => (Type: type, file.Folder))).Where(owned => !Foundations.Contains(owned.Folder)).ToList();
        var trespasses = from file in Files
                         where file.Folder.Length > 0
                         from owned in owners
                         where owned.Folder != file.Folder && file.Mentions.Contains(owned.Folder) && file.HasWord(owned.Type)
                         select $"{file.Path} → {owned.Type}";
        trespasses.ShouldBeEmpty();
    }

    [Fact]
    public void Cookies_are_named_and_kept_to_https_in_one_place() =>
        Files.Where(file => file.Name != "OwnCookies.cs")
            .Where(file => file.HasWord("CookieSecurePolicy") || (file.Text.Contains("\"mesh.", StringComparison.Ordinal) && file.Text.Contains("Cookie", StringComparison.Ordinal)) || file.Text.Contains("Secure = http", StringComparison.Ordinal))
            .Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void No_folder_has_a_name_that_says_nothing() =>
        Files.SelectMany(file => file.Path.Split('/')[..^1]).Distinct(StringComparer.Ordinal).Intersect(EmptyNames).ShouldBeEmpty();

    [Fact]
    public void Program_reads_like_a_table_of_contents() =>
        File.ReadAllLines(System.IO.Path.Combine(SqlTexts.Source, "Program.cs")).Length.ShouldBeLessThanOrEqualTo(MaxProgramLines);

    [Fact(DisplayName = "D23: what lives in a circuit keeps no session and no person from one event to the next, and finds both anew where it changes something")]
    public void Circuits()
    {
        var islands = Files.SelectMany(file => Island.Matches(file.Text)).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)
            .SelectMany(name => Files.Where(file => file.Name == $"{name}.razor")).ToList();
        islands.Count.ShouldBeGreaterThanOrEqualTo(2);
        islands.Where(file => KeptPerson.IsMatch(file.Text)).Select(file => file.Path).ShouldBeEmpty();
        var pages = Files.Where(file => file.Text.Contains("@inherits InteractivePage", StringComparison.Ordinal) || file.Text.Contains("@inherits ChildSection", StringComparison.Ordinal)).ToList();
        pages.Count.ShouldBeGreaterThanOrEqualTo(3);
        pages.Where(file => KeptSession.IsMatch(file.Text)).Select(file => file.Path).ShouldBeEmpty("a page of the app keeps what it shows, and not who looks");
        pages.Where(file => file.Text.Contains("OnClick=", StringComparison.Ordinal) || file.Text.Contains("Sent=", StringComparison.Ordinal))
            .Where(file => !file.Text.Contains("await SessionAsync()", StringComparison.Ordinal) && !file.Text.Contains("await StillMineAsync()", StringComparison.Ordinal)).Select(file => file.Path).ShouldBeEmpty();
        var desk = Files.Where(file => file.Text.Contains("@inherits DeskPage", StringComparison.Ordinal)).ToList();
        desk.Count.ShouldBeGreaterThanOrEqualTo(2);
        desk.Where(file => KeptSession.IsMatch(file.Text) || file.Text.Contains("private Operator", StringComparison.Ordinal)).Select(file => file.Path).ShouldBeEmpty();
        desk.Where(file => file.Text.Contains("OnClick=", StringComparison.Ordinal) || file.Text.Contains("ServerData=", StringComparison.Ordinal))
            .Where(file => !file.Text.Contains("await OperatorAsync()", StringComparison.Ordinal) && !file.Text.Contains("await ActorAsync()", StringComparison.Ordinal)).Select(file => file.Path).ShouldBeEmpty("a right ends with the post, also in an open page");
        // A method of its own looks the session up, and not the one that runs once at the beginning.
        islands.Where(file => file.Text.Contains("@onclick=", StringComparison.Ordinal) || file.Text.Contains("@onchange=", StringComparison.Ordinal))
            .Where(file => !LooksAnew.IsMatch(file.Text)).Select(file => file.Path).ShouldBeEmpty();
    }

    private static bool Reaches(Dictionary<string, HashSet<string>> uses, string from, string goal, HashSet<string> seen) =>
        uses.TryGetValue(from, out var next) && next.Any(other => other == goal || (seen.Add(other) && Reaches(uses, other, goal, seen)));

    private static IEnumerable<string> RazorFiles() =>
        Directory.EnumerateFiles(SqlTexts.Source, "*.razor", SearchOption.AllDirectories)
            .Where(path => !System.IO.Path.GetRelativePath(SqlTexts.Source, path).Split(System.IO.Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private sealed record SourceFile(string Path, string Text, IReadOnlyList<string> Types)
    {
        public string Name => Path.Split('/')[^1];

        /// <summary>The feature or foundation; empty for files at the root.</summary>
        public string Folder => Path.Contains('/') ? Path.Split('/')[0] : "";

        public HashSet<string> Mentions { get; } =
            [.. Mention.Matches(Text).Select(match => match.Groups["folder"].Value).Where(folder => System.IO.Directory.Exists(System.IO.Path.Combine(SqlTexts.Source, folder)))];

        public static SourceFile Read(string path)
        {
            var relative = System.IO.Path.GetRelativePath(SqlTexts.Source, path).Replace('\\', '/');
            var text = File.ReadAllText(path);
            if (relative.EndsWith(".razor", StringComparison.Ordinal))
                return new SourceFile(relative, text, [System.IO.Path.GetFileNameWithoutExtension(relative)]);

            var root = CSharpSyntaxTree.ParseText(text).GetRoot();
            // Comments may speak of anything: only code counts.
            var code = string.Join(' ', root.DescendantTokens().Select(token => token.Text)).Replace(" . ", ".", StringComparison.Ordinal);
            return new SourceFile(relative, code, [.. root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.Text)]);
        }

        public bool Uses(string space) => Text.Contains($"using {space}", StringComparison.Ordinal) || Text.Contains($"{space}.", StringComparison.Ordinal);

        public bool HasWord(string word) => Regex.IsMatch(Text, $@"\b{word}\b", RegexOptions.None, TimeSpan.FromSeconds(5));
    }
}
