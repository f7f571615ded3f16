using System;
using System.Collections.Generic;
using System.Linq;
using Documentation.Pages;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Documentation.Guides;

/// <summary>Makes the page of a document: its links lead to other pages, its headings have anchors.</summary>
internal sealed class GuidePage(Documents documents, string? repository, Func<string, string?> apiAddress)
{
    /// <summary>The pictures that the documents show, by their paths in the repository; they have the same in the site.</summary>
    public HashSet<string> Pictures { get; } = [];

    public Page Make(string file)
    {
        string path = documents.PageOf(file)!;
        MarkdownDocument document = Markdown.Parse(documents.Read(file), GuideRenderer.Pipeline);
        foreach (LinkInline link in document.Descendants<LinkInline>().ToList())
        {
            Redirect(link, file, path);
        }

        HeadingBlock[] headings = [.. document.Descendants<HeadingBlock>()];
        string title = PlainText.Of(headings[0].Inline!);
        var entries = new List<SearchEntry>();
        var listed = new List<Heading>();
        foreach (HeadingBlock heading in headings.Skip(1))
        {
            string text = PlainText.Of(heading.Inline!);
            string id = PlainText.IdOf(heading);
            entries.Add(new(text, $"{path}#{id}", title, PlainText.FirstSentenceBelow(heading), PlainText.CodeBelow(heading)));
            heading.Inline!.AppendChild(new HtmlInline(Html.Anchor(id)));
            if (heading.Level <= 3)
            {
                listed.Add(new(heading.Level, id, text));
            }
        }

        var named = new HashSet<string>();
        string content = GuideRenderer.ToHtml(document, AddressOf);
        return new(path, title, content) { Summary = PlainText.FirstSentenceBelow(headings[0]), Headings = listed, Entries = entries, ApiPages = named };

        string? AddressOf(string name)
        {
            if (apiAddress(name) is not string address)
            {
                return null;
            }

            named.Add(address.Split('#')[0]);
            return address == path ? null : Html.Relative(path, address);
        }
    }

    // To the page of what it leads to; else to the repository, where that has an address; else it is no link.
    private void Redirect(LinkInline link, string file, string page)
    {
        string[] parts = (link.Url ?? string.Empty).Split('#', 2);
        if (Html.IsElsewhere(parts[0]) || parts[0].Length == 0)
        {
            return;
        }

        string target = Documents.Resolve(file, parts[0]);
        string fragment = parts.Length == 2 ? $"#{parts[1]}" : string.Empty;
        if (link.IsImage)
        {
            Pictures.Add(target);
            link.Url = Html.Relative(page, target);
        }
        else if (documents.PageOf(target) is string path)
        {
            link.Url = Html.Relative(page, path + fragment);
        }
        else if (repository is not null)
        {
            link.Url = $"{repository}/{Uri.EscapeDataString(target).Replace("%2F", "/", StringComparison.Ordinal)}{fragment}";
        }
        else
        {
            link.ReplaceBy(new ContainerInline(), copyChildren: true);
        }
    }
}
