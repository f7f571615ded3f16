using System.Linq;
using System.Net;

namespace Documentation.Pages;

/// <summary>Pieces of pages. All of it is well-formed XML, so that <see cref="SiteChecks"/> can read it.</summary>
internal static class Html
{
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A link from one page to another: up to the root of the version, and down. It works from a folder as from a server.</summary>
    /// <param name="from">The path of a page from the root of its version, with slashes.</param>
    /// <param name="to">A path from there, or an address elsewhere.</param>
    public static string Relative(string from, string to) =>
        IsElsewhere(to) ? to : string.Concat(Enumerable.Repeat("../", from.Count(c => c == '/'))) + to;

    public static bool IsElsewhere(string address) =>
        address.Contains("://", System.StringComparison.Ordinal) || address.StartsWith("mailto:", System.StringComparison.Ordinal);

    /// <param name="from">The path of the page that it stands on.</param>
    /// <param name="to">The path of a page, or an address elsewhere.</param>
    /// <param name="content">HTML.</param>
    public static string Link(string from, string to, string content) => $"<a href=\"{Encode(Relative(from, to))}\">{content}</a>";

    /// <summary>What a heading has behind its text: a link to itself.</summary>
    public static string Anchor(string id) => $" <a class=\"anchor\" href=\"#{Encode(id)}\" aria-label=\"Link to this section\">#</a>";

    /// <summary>The first sentence of a text, for lists and for the search.</summary>
    public static string FirstSentence(string text)
    {
        string line = string.Join(' ', text.Split(default(char[]), System.StringSplitOptions.RemoveEmptyEntries));
        int end = line.IndexOf(". ", System.StringComparison.Ordinal);
        return end < 0 ? line : line[..(end + 1)];
    }
}
