using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Mesh.Cabinet.Help;

/// <summary>Markdown for reading as text (R5).</summary>
internal static class PlainMarkdown
{
    /// <param name="site">Addresses of pages are written out from here.</param>
    public static string Write(MarkdownDocument document, Uri site)
    {
        var text = new StringBuilder();
        foreach (var block in document)
            Write(text, block, site);
        return text.ToString().Trim() + "\n";
    }

    private static void Write(StringBuilder text, Block block, Uri site)
    {
        switch (block)
        {
            case HeadingBlock heading:
                var title = Words(heading.Inline, site);
                text.Append('\n').AppendLine(title).AppendLine(new string('-', title.Length));
                break;
            case ListBlock list:
                var number = int.TryParse(list.OrderedStart, out var start) ? start : 1;
                foreach (var item in list.OfType<ListItemBlock>())
                    text.Append(list.IsOrdered ? $"{number++}. " : "- ").AppendLine(string.Join(' ', item.Descendants<ParagraphBlock>().Select(paragraph => Words(paragraph.Inline, site))));
                text.AppendLine();
                break;
            case LeafBlock leaf:
                text.AppendLine(Words(leaf.Inline, site)).AppendLine();
                break;
        }
    }

    private static string Words(ContainerInline? inlines, Uri site) => string.Concat((inlines ?? []).Select(inline => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        LinkInline link => $"{Words(link, site)} ({new Uri(site, link.Url)})",
        CodeInline code => code.Content,
        LineBreakInline => " ",
        ContainerInline inner => Words(inner, site),
        _ => "",
    }));
}
