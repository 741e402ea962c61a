using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Help;

/// <summary>Markdown of the help: CommonMark without HTML, with the values of the settings in the places that are written <c>{name}</c>.</summary>
internal sealed partial class AnswerMarkdown(IOptions<WifiOptions> networks, IOptionsMonitor<IdentityProviderOptions> providers, IOptions<SiteOptions> site)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <summary>Names that an editor may write in braces.</summary>
    public IReadOnlyDictionary<string, string> Values { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["wifi-staff"] = networks.Value.Staff,
        ["wifi-student"] = networks.Value.Student,
        ["recovery"] = providers.Get(CityProvider.MosRu).RecoveryUrl,
        ["profile"] = providers.Get(CityProvider.MosRu).ProfileUrl,
        ["instructions"] = site.Value.InstructionsAddress,
    };

    /// <summary>Plain text with its places filled.</summary>
    public string Fill(string text) => Name().Replace(text, place => ValueOf(place.Groups["name"].Value));

    /// <param name="key">What a letter is about that is written from here.</param>
    public string ToHtml(string key, string body)
    {
        var document = Parse(body);
        foreach (var link in document.Descendants<LinkInline>().Where(link => link.Url == Answers.Letter))
            link.Url = $"{Answers.Letter}?about={Answers.About(key)}";
        return document.ToHtml(Pipeline);
    }

    /// <summary>The same for reading as text: addresses stand behind their words, items bear their numbers.</summary>
    public string ToText(string body) => PlainMarkdown.Write(Parse(body), new Uri(site.Value.PublicAddress));

    // Filled after parsing: a network's name may look like Markdown.
    private MarkdownDocument Parse(string body)
    {
        var document = Markdown.Parse(body, Pipeline);
        foreach (var link in document.Descendants<LinkInline>())
            link.Url = Fill(link.Url ?? "");
        foreach (var literal in document.Descendants<LiteralInline>())
            literal.Content = new Markdig.Helpers.StringSlice(Fill(literal.Content.ToString()));
        return document;
    }

    private string ValueOf(string name) => Values.TryGetValue(name, out var value) ? value : throw new FormatException($"«{{{name}}}» is no value of the help");

    [GeneratedRegex(@"\{(?<name>[a-z-]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
