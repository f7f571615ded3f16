using System.Collections.Generic;
using System.Linq;

namespace Documentation.Pages;

/// <summary>The list on the left: groups of links, in reading order.</summary>
internal sealed record Navigation(IReadOnlyList<NavigationGroup> Groups)
{
    private IEnumerable<NavigationLink> Links => Groups.SelectMany(group => group.Links);

    /// <summary>The pages before and after one, where it is listed.</summary>
    public (NavigationLink? Previous, NavigationLink? Next) Neighbours(string path)
    {
        NavigationLink[] links = [.. Links];
        int index = System.Array.FindIndex(links, link => link.Path == path);
        return index < 0 ? (null, null) : (links.ElementAtOrDefault(index - 1), links.ElementAtOrDefault(index + 1));
    }

    public string ToHtml(string from) => string.Concat(Groups.Select(group => GroupHtml(group, from)));

    private static string GroupHtml(NavigationGroup group, string from)
    {
        string title = Html.Encode(group.Title);
        string links = string.Concat(group.Links.Select(Item));
        return $"<h2>{(group.Path is null ? title : Html.Link(from, group.Path, title))}</h2>\n<ul>\n{links}</ul>\n";

        string Item(NavigationLink link)
        {
            string current = link.Path == from ? " aria-current=\"page\"" : string.Empty;
            return $"<li><a href=\"{Html.Encode(Html.Relative(from, link.Path))}\"{current}>{Html.Encode(link.Text)}</a></li>\n";
        }
    }
}

/// <param name="Title">What stands above the links.</param>
/// <param name="Path">The page that the title leads to, if any.</param>
/// <param name="Links">The pages of the group, in order.</param>
internal sealed record NavigationGroup(string Title, string? Path, IReadOnlyList<NavigationLink> Links);

internal sealed record NavigationLink(string Text, string Path);
