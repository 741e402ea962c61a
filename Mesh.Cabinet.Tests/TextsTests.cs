using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Contacts;
using Mesh.Cabinet.Desk.Jobs;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests;

/// <summary>Every text of the interface is used, Russian, and given exactly the values it has places for.</summary>
public sealed partial class TextsTests
{
    // Names of places, products and things to type, which have no Russian form.
    internal static readonly HashSet<string> LatinWords =
    [
        "PKCE", "mos.ru", "school.mos.ru", "uchebnik.mos.ru", "dnevnik.mos.ru", "obr.mos.ru", "Wi-Fi", "Microsoft", "Teams", "JavaScript",
        "Active", "Directory", "Comment", "Teacher", "ID", "login", "login@zao.obr.mos.ru", "anna@pochta.ru",
        "OneRoster", "CSV", "UTF", "zip", "bulk", "delta", "sourcedId", "true", "false", "records", "import", "check", "ties", "move", "account", "why", "manifest.csv", "absent", "primary", "secondary", "SchoolRecords", "StaffRoles", "database", "migrate", "allow-withdrawals", "PATH", "TYPE", "value", "FieldProtection", "OldKeys", "Key", "SQLite",
    ];

    private static readonly List<KnownText> Texts =
    [
        .. from type in typeof(Program).Assembly.GetTypes()
           where type.Name.EndsWith("Text", StringComparison.Ordinal)
           let manager = type.GetProperty("ResourceManager", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)?.GetValue(null) as ResourceManager
           where manager is not null
           from DictionaryEntry entry in manager.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
           select new KnownText(type.Name, (string)entry.Key, (string)entry.Value!),
    ];

    /// <summary>Keys that the code puts together at run time.</summary>
    private static readonly HashSet<string> ByName =
    [
        .. Enum.GetNames<SupportCaseKind>().Select(kind => $"CasesText.Kind{kind}"),
        .. Enum.GetNames<CaseState>().Select(state => $"CasesText.State{state}"),
        .. Enum.GetNames<JobOutcome>().Append("Waits").Select(outcome => $"JobsText.Outcome{outcome}"),
        .. Enum.GetNames<JobEnding>().Append("Runs").Select(ending => $"JobsText.Ending{ending}"),
        .. Enum.GetNames<SignInProblem>().SelectMany(problem => new[] { $"SignInText.{problem}Title", $"SignInText.{problem}Text" }),
        .. from verdict in Enum.GetValues<ContactVerdict>().Where(verdict => verdict is not ContactVerdict.Agrees)
           from kind in Enum.GetNames<ContactKind>()
           select $"ContactsText.{verdict}{kind}",
        .. new[] { "SourceStaffRegister", "SourceEnrolmentRegister", "Roleparent", "Roleguardian", "Rolerelative" }.Select(name => $"ContactsText.{name}"),
        .. typeof(Mesh.Cabinet.OwnData.OwnDataDocument).Assembly.GetType("Mesh.Cabinet.OwnData.OwnDataText")!.GetProperties(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .Where(text => text.Name.StartsWith("Field", StringComparison.Ordinal)).Select(text => $"OwnDataText.{text.Name}"),
        .. "/,.}]\"\\[:;|=+*?<>@{()".Select(sign => $"ActivationText.Sign{(int)sign}"),
    ];

    private static readonly string Sources = string.Join('\n', SqlTexts.SourceFiles()
        .Concat(Directory.EnumerateFiles(SqlTexts.Source, "*.razor", SearchOption.AllDirectories)).Select(File.ReadAllText));

    // Of every text at once: the sources are long, and the texts are many.
    private static readonly ILookup<string, int> AllUses = TextUse().Matches(Sources)
        .ToLookup(use => use.Groups["text"].Value, use => use.Groups["format"].Success ? KnownText.Values(use.Index + use.Length) : 0, StringComparer.Ordinal);

    [Fact]
    public void Every_text_is_used() =>
        Texts.Where(text => text.Class != "MatchingText" && !ByName.Contains(text.Name) && !Regex.IsMatch(text.Name, @"^ActivationText\.Sign\d+$", RegexOptions.None, TimeSpan.FromSeconds(5)))
            .Where(text => text.Uses().Count == 0).Select(text => text.Name).ShouldBeEmpty();

    [Fact(DisplayName = "D1: every key that is put together at run time has its text, each forbidden sign among them")]
    public void Keys_by_name() => ByName.Except(Texts.Select(text => text.Name)).ShouldBeEmpty();

    [Fact]
    public void Every_text_is_Russian()
    {
        Texts.Count.ShouldBeGreaterThan(300);
        Texts.SelectMany(text => LatinWord().Matches(Placeholder().Replace(text.Value, "")).Select(word => word.Value).Except(LatinWords).Select(word => $"{text.Name}: {word}"))
            .ShouldBeEmpty();
        Texts.Where(text => !CyrillicWord().IsMatch(text.Value)).Select(text => text.Name).Order(StringComparer.Ordinal)
            .ShouldBe(["ActivationText.WhereMosRu", "ActivationText.WhereSchool", "ActivationText.WhereTeams", "ActivationText.WhereWifi", "SignInText.MosRu"]);
    }

    [Fact]
    public void Every_text_is_given_as_many_values_as_it_has_places()
    {
        var wrong = from text in Texts
                    from given in text.Uses()
                    where given != text.Places
                    select $"{text.Name} has {text.Places} places and is given {given} values";
        wrong.Distinct().ShouldBeEmpty();
    }

    // Of the two texts of an obstacle, which are given the same values, one may need fewer.
    [Fact]
    public void Places_of_a_text_are_counted_without_a_gap() =>
        Texts.Where(text => text.Class != "MatchingText" && text.Numbers.Count > 0 && text.Numbers.Max() != text.Numbers.Distinct().Count() - 1).Select(text => text.Name).ShouldBeEmpty();

    [GeneratedRegex(@"\{(?<number>\d)(:[^}]*)?\}", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9.@-]*[A-Za-z]|[A-Za-z]", RegexOptions.None, 5000)]
    private static partial Regex LatinWord();

    [GeneratedRegex(@"(?<format>(string\.Format|WriteLine)\()?\b(?<text>[A-Z]\w*Text\.\w+)", RegexOptions.ExplicitCapture, 30000)]
    private static partial Regex TextUse();

    [GeneratedRegex("[А-Яа-яЁё]", RegexOptions.None, 5000)]
    private static partial Regex CyrillicWord();

    private sealed record KnownText(string Class, string Key, string Value)
    {
        public string Name => $"{Class}.{Key}";

        public List<int> Numbers => [.. Placeholder().Matches(Value).Select(match => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture))];

        public int Places => Numbers.Distinct().Count();

        /// <summary>How many values each use of the text in the code gives it.</summary>
        public List<int> Uses() => [.. AllUses[Name]];

        public static int Values(int at)
        {
            var commas = 0;
            var isQuoted = false;
            for (var depth = 0; depth >= 0; at++)
            {
                isQuoted ^= Sources[at] == '"';
                if (isQuoted)
                    continue;
                depth += Sources[at] switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 };
                commas += depth == 0 && Sources[at] == ',' ? 1 : 0;
            }

            return commas;
        }
    }
}
