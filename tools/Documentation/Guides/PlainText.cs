using System.Collections.Generic;
using System.Linq;
using System.Text;
using Documentation.Pages;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Documentation.Guides;

/// <summary>What Markdown says, without its marks.</summary>
internal static class PlainText
{
    public static string Of(ContainerInline inlines)
    {
        var text = new StringBuilder();
        foreach (Inline inline in inlines.Descendants())
        {
            _ = inline switch
            {
                LiteralInline literal => text.Append(literal.Content),
                CodeInline code => text.Append(code.Content),
                AutolinkInline link => text.Append(link.Url),
                LineBreakInline => text.Append(' '),
                _ => text,
            };
        }

        return text.ToString();
    }

    public static string IdOf(HeadingBlock heading) => heading.GetAttributes().Id!;

    public static string FirstSentenceBelow(HeadingBlock heading)
    {
        Block? next = heading.Parent!.SkipWhile(block => block != heading).Skip(1).FirstOrDefault(block => block is ParagraphBlock or HeadingBlock);
        return next is ParagraphBlock { Inline: { } inlines } ? Html.FirstSentence(Of(inlines)) : string.Empty;
    }

    /// <summary>The code in the sentences and tables between a heading and the next.</summary>
    public static string CodeBelow(HeadingBlock heading)
    {
        IEnumerable<Block> section = heading.Parent!.SkipWhile(block => block != heading).Skip(1).TakeWhile(block => block is not HeadingBlock);
        return string.Join(' ', section.SelectMany(block => block.Descendants<CodeInline>()).Select(code => code.Content).Distinct());
    }
}
