using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace MemMap.Tests;

/// <summary>The rules of style that no build enforces (IDE0003, IDE0049, the order of usings), in all C# of the repository. `dotnet format style` needs minutes for them.</summary>
public sealed class HouseStyleTests
{
    private static readonly HashSet<string> s_typesWithKeywords =
        ["Boolean", "Byte", "SByte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Single", "Double", "Decimal", "Char", "String", "Object"];

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("samples")]
    [InlineData("benchmarks")]
    [InlineData("tools")]
    public void Code_InEveryFile_SaysNeitherThisDotNorInt32(string folder)
    {
        string[] files = [.. Repository.CodeFiles(folder)];
        Assert.NotEmpty(files);
        string[] offences = [.. files.SelectMany(Offences)];
        Assert.True(offences.Length == 0, string.Join('\n', offences));
    }

    [Theory]
    [InlineData("class C { int f; int M() => this.f; }", "this.f")]
    [InlineData("class C { Int32 f; }", "Int32")]
    [InlineData("class C { object M() => new List<System.String>(); }", "String")]
    [InlineData("class C { string M(int i) => String.Format(\"{0}\", i); }", "String")]
    public void Offences_CodeThatSaysOne_AreFound(string code, string expected) => Assert.Equal([expected], OffencesIn(code).Select(node => node.ToString()));

    [Theory]
    [InlineData("class C { C M() => this; E f = E.Int32; string n = nameof(Int32); C I => new() { String = 1 }; }")]
    [InlineData("class C { int M() => Single(1) + BitConverter.ToInt32(b) + M(Double: 2); }")]
    public void Offences_CodeThatSaysNone_AreNotFound(string code) => Assert.Empty(OffencesIn(code));

    [Theory]
    [InlineData("using MemMap; using System;", "using System;")]
    [InlineData("using System.Text; using System.Linq;", "using System.Linq;")]
    [InlineData("using Xunit; using MemMap;", "using MemMap;")]
    public void Offences_UsingsInAnotherOrder_AreFound(string code, string expected) => Assert.Equal([expected], OffencesIn(code).Select(node => node.ToString()));

    [Theory]
    [InlineData("using System; using System.Linq; using MemMap; using Xunit; using static System.Math; using F = System.Func<int>;")]
    public void Offences_UsingsInOrder_AreNotFound(string code) => Assert.Empty(OffencesIn(code));

    private static IEnumerable<string> Offences(string file) =>
        OffencesIn(File.ReadAllText(file)).Select(node => $"{file}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {node}");

    private static IEnumerable<SyntaxNode> OffencesIn(string code)
    {
        CompilationUnitSyntax root = CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Preview)).GetCompilationUnitRoot();
        UsingDirectiveSyntax[] usings = [.. root.Usings.Where(directive => directive.Alias is null && directive.StaticKeyword == default)];
        IEnumerable<SyntaxNode> misplaced = usings.Zip(usings.Skip(1)).Where(pair => string.CompareOrdinal(SortKey(pair.First), SortKey(pair.Second)) > 0).Select(pair => pair.Second);
        return misplaced.Concat(root.DescendantNodes(node => !IsNameOf(node)).Where(node => node switch
        {
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } => true,
            IdentifierNameSyntax name => s_typesWithKeywords.Contains(name.Identifier.Text) && IsType(name),
            _ => false,
        }));
    }

    // Those of System first.
    private static string SortKey(UsingDirectiveSyntax directive) =>
        directive.Name!.ToString() is var name && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal)) ? $"0{name}" : $"1{name}";

    private static bool IsNameOf(SyntaxNode node) => node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } };

    // A member has such a name too: after a dot, where it is called, assigned in an initializer, or names an argument.
    private static bool IsType(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name || access.Expression is IdentifierNameSyntax { Identifier.Text: "System" },
        InvocationExpressionSyntax or NameColonSyntax or NameEqualsSyntax => false,
        AssignmentExpressionSyntax assignment => assignment.Left != name,
        _ => true,
    };
}
