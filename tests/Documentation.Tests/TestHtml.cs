using System.Net;
using System.Text.RegularExpressions;

namespace Documentation.Tests;

/// <summary>Reads pieces of pages.</summary>
internal static partial class TestHtml
{
    /// <summary>What a reader sees.</summary>
    public static string Text(string html) => WebUtility.HtmlDecode(Tags().Replace(html, string.Empty));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
