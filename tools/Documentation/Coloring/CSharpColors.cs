using System;
using System.Text;
using Documentation.Pages;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Documentation.Coloring;

/// <summary>C# with colours, by the compiler's own parser, and with links from the types and static methods that have a page.</summary>
internal static class CSharpColors
{
    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Preview);

    /// <param name="code">Some statements, or members: examples need not be whole.</param>
    /// <param name="addressOf">The link of a name such as <c>MemMapArray.Open</c>, or null.</param>
    public static string ToHtml(string code, Func<string, string?> addressOf)
    {
        var html = new StringBuilder();
        foreach (SyntaxToken token in CSharpSyntaxTree.ParseText(code, s_options).GetRoot().DescendantTokens())
        {
            AppendTrivia(html, token.LeadingTrivia);
            AppendToken(html, token, addressOf);
            AppendTrivia(html, token.TrailingTrivia);
        }

        return html.ToString();
    }

    private static void AppendTrivia(StringBuilder html, SyntaxTriviaList trivias)
    {
        foreach (SyntaxTrivia trivia in trivias)
        {
            bool isComment = trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia;
            html.Append(ColoredCode.Span(isComment ? "c" : null, trivia.ToFullString()));
        }
    }

    private static void AppendToken(StringBuilder html, SyntaxToken token, Func<string, string?> addressOf)
    {
        string color = ColorOf(token);
        string span = ColoredCode.Span(color.Length == 0 ? null : color, token.Text);
        string? address = color is "t" or "m" && token.Parent is SimpleNameSyntax name ? addressOf(QualifiedName(name)) : null;
        html.Append(address is null ? span : $"<a href=\"{Html.Encode(address)}\">{span}</a>");
    }

    // k: keyword, s: text, n: number, t: type, m: method.
    private static string ColorOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.IdentifierToken => ColorOfName(token),
        SyntaxKind.NumericLiteralToken => "n",
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringEndToken => "s",
        var kind => SyntaxFacts.IsKeywordKind(kind) ? "k" : string.Empty,
    };

    private static string ColorOfName(SyntaxToken token) => token.Parent switch
    {
        _ when token.Text is "var" or "nameof" => "k",
        SimpleNameSyntax name when IsInvoked(name) => "m",
        SimpleNameSyntax name when char.IsUpper(token.Text[0]) && IsType(name) => "t",
        BaseTypeDeclarationSyntax => "t",
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => "m",
        _ => string.Empty,
    };

    private static bool IsInvoked(SimpleNameSyntax name) => name.Parent switch
    {
        InvocationExpressionSyntax => true,
        MemberAccessExpressionSyntax access => access.Name == name && access.Parent is InvocationExpressionSyntax,
        _ => false,
    };

    // By its place alone, as examples do not say what they use.
    private static bool IsType(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name != name,
        AssignmentExpressionSyntax assignment => assignment.Left != name,
        NameColonSyntax or NameEqualsSyntax => false,
        _ => true,
    };

    // MemMapArray.Open of MemMapArray.Open<float>(...), Rolling<> of Rolling<float>; what a chain of calls is called on is not known.
    private static string QualifiedName(SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax { Expression: SimpleNameSyntax type } access && access.Name == name
            ? $"{WithArity(type)}.{name.Identifier.Text}"
            : name.Parent is MemberAccessExpressionSyntax chain && chain.Name == name ? string.Empty : WithArity(name);

    private static string WithArity(SimpleNameSyntax name) =>
        name.Arity == 0 ? name.Identifier.Text : $"{name.Identifier.Text}<{new string(',', name.Arity - 1)}>";
}
