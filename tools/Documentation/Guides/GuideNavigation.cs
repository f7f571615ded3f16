using System;
using System.Collections.Generic;
using System.Linq;
using Documentation.Pages;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Documentation.Guides;

/// <summary>The list of guides, which is that of <see cref="Documents.Index"/>: a group for each heading, a link for each document.</summary>
internal static class GuideNavigation
{
    public static Navigation Read(Documents documents)
    {
        MarkdownDocument index = Markdown.Parse(documents.Read(Documents.Index), GuideRenderer.Pipeline);
        var groups = new List<NavigationGroup>();
        var links = new List<NavigationLink>();
        foreach (MarkdownObject item in index.Descendants())
        {
            if (item is HeadingBlock { Level: 2 } heading)
            {
                links = [];
                groups.Add(new(PlainText.Of(heading.Inline!), null, links));
            }
            else if (item is LinkInline { Url: string url } link && !url.Contains('#', StringComparison.Ordinal) &&
                documents.PageOf(Documents.Resolve(Documents.Index, url)) is string path)
            {
                links.Add(new(PlainText.Of(link), path));
            }
        }

        return new([.. groups.Where(group => group.Links.Count > 0)]);
    }
}
