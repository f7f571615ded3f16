using System;
using System.IO;
using System.Linq;
using Documentation.Coloring;
using Documentation.Pages;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Documentation.Guides;

/// <summary>Markdown as HTML, where it differs from what Markdig writes: code has colours and links, tables scroll by themselves.</summary>
internal static class GuideRenderer
{
    public static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseAutoLinks().UseAutoIdentifiers(Markdig.Extensions.AutoIdentifiers.AutoIdentifierOptions.GitHub).Build();

    /// <param name="document">A document of Markdown, parsed by <see cref="Pipeline"/>.</param>
    /// <param name="addressOf">The link of a name of the API as it stands in code, or null.</param>
    public static string ToHtml(MarkdownDocument document, Func<string, string?> addressOf)
    {
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<CodeBlockRenderer>(new CodeBlocks(addressOf));
        renderer.ObjectRenderers.Replace<CodeInlineRenderer>(new InlineCode(addressOf));
        renderer.ObjectRenderers.Replace<HtmlTableRenderer>(new Tables());
        renderer.Render(document);
        return writer.ToString();
    }

    private sealed class CodeBlocks(Func<string, string?> addressOf) : HtmlObjectRenderer<CodeBlock>
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock obj) =>
            renderer.Write(ColoredCode.Block(obj.Lines.ToString(), (obj as FencedCodeBlock)?.Info ?? string.Empty, addressOf));
    }

    private sealed class InlineCode(Func<string, string?> addressOf) : HtmlObjectRenderer<CodeInline>
    {
        protected override void Write(HtmlRenderer renderer, CodeInline obj)
        {
            // A link inside a link is none.
            string? address = obj.FindParentOfType<LinkInline>().Any() ? null : addressOf(obj.Content);
            string code = $"<code>{Html.Encode(obj.Content)}</code>";
            renderer.Write(address is null ? code : $"<a href=\"{Html.Encode(address)}\">{code}</a>");
        }
    }

    private sealed class Tables : HtmlTableRenderer
    {
        protected override void Write(HtmlRenderer renderer, Table table)
        {
            renderer.Write("<div class=\"table\">");
            base.Write(renderer, table);
            renderer.Write("</div>\n");
        }
    }
}
