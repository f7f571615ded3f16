using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Documentation.Pages;

namespace Documentation.Coloring;

/// <summary>Blocks of code as HTML, coloured when the site is made: readers need no script for it.</summary>
internal static partial class ColoredCode
{
    // The group that matches is the colour; nothing else of these languages is told apart.
    private static readonly Dictionary<string, Regex> s_languages = new()
    {
        ["python"] = Python(),
        ["json"] = Json(),
        ["xml"] = Xml(),
        ["console"] = Console(),
    };

    /// <param name="code">The code, without indent.</param>
    /// <param name="language">As Markdown names it; code in a language that is not known stays as it is.</param>
    /// <param name="addressOf">The link of a name in C#, or null.</param>
    public static string Block(string code, string language, Func<string, string?> addressOf)
    {
        string html = language == "csharp" ? CSharpColors.ToHtml(code, addressOf)
            : s_languages.TryGetValue(language, out Regex? pattern) ? ToHtml(code, pattern)
            : Html.Encode(code);
        return $"<pre class=\"code\" tabindex=\"0\"><code>{html}</code></pre>\n";
    }

    public static string Span(string? color, string text) =>
        color is null ? Html.Encode(text) : $"<span class=\"{color}\">{Html.Encode(text)}</span>";

    private static string ToHtml(string code, Regex pattern)
    {
        var html = new StringBuilder();
        int done = 0;
        foreach (Match match in pattern.Matches(code))
        {
            html.Append(Html.Encode(code[done..match.Index]));
            Group color = match.Groups.Cast<Group>().Skip(1).First(group => group.Success);
            html.Append(Span(color.Name, match.Value));
            done = match.Index + match.Length;
        }

        return html.Append(Html.Encode(code[done..])).ToString();
    }

    [GeneratedRegex(@"
        (?<c>\#.*) | (?<s>'[^'\n]*'|""[^""\n]*"") | (?<n>\b[0-9][0-9_.e]*\b) |
        (?<k>\b(?:and|as|def|else|False|for|from|if|import|in|is|lambda|None|not|or|return|True|while|with)\b)", RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Python();

    [GeneratedRegex(@"(?<t>""[^""]*""(?=\s*:))|(?<s>""[^""]*"")|(?<n>-?\b[0-9][0-9.eE+-]*)|(?<k>\b(?:true|false|null)\b)")]
    private static partial Regex Json();

    [GeneratedRegex(@"(?<c><!--[\s\S]*?-->)|(?<k></?[\w.]+|/?>)|(?<s>""[^""]*"")")]
    private static partial Regex Xml();

    // A prompt with the command behind it; all else is what it wrote.
    [GeneratedRegex(@"(?<k>^\$(?=\ ))|(?<o>^(?!\$\ ).+$)", RegexOptions.Multiline)]
    private static partial Regex Console();
}
