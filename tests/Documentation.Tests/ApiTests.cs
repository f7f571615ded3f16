using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Documentation.Api;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Documentation.Tests;

/// <summary>The API of the packages: names, declarations, documentation.</summary>
public sealed class ApiTests
{
    private static readonly (IReadOnlyList<ApiPackage> Packages, Compilation Compilation) s_api = ApiPackage.LoadAll();

    private static readonly ApiLinks s_links = new(s_api.Packages, s_api.Compilation);

    private static readonly ApiNames s_names = new(s_api.Packages, s_links);

    [Fact]
    public void LoadAll_Packages_AreAllFour() =>
        Assert.Equal(["MemMapArray", "MemMapArray.Orleans", "MemMapArray.Tensors", "MemMapArray.Tool"], s_api.Packages.Select(package => package.Name));

    [Theory]
    [InlineData("MemMapArray", "api/MemMapArray.html")]
    [InlineData("MemMapArray<T>", "api/MemMapArray-1.html")]
    [InlineData("MemMapView<float>", "api/MemMapView-1.html")]
    [InlineData("ReductionPartial<T, TResult>", "api/ReductionPartial-2.html")]
    [InlineData("MemMapView", "api/MemMapView-1.html")]
    [InlineData("MemMapArray.Open", "api/MemMapArray.html#Open")]
    [InlineData("MemMapArray.Open<float>(path, (-1, 50))", "api/MemMapArray.html#Open")]
    [InlineData("MemMapView<T>.Cast", "api/MemMapView-1.html#Cast")]
    [InlineData("ConvertTo", "api/MemMapTransforms.html#ConvertTo")]
    [InlineData("Mean", null)]
    [InlineData("Mean(0)", "api/MemMapReductions.html#Mean")]
    [InlineData("a.Mean(axis: 0)", "api/MemMapReductions.html#Mean")]
    [InlineData("mean", null)]
    [InlineData("np.mean(a)", null)]
    [InlineData("String.Join", null)]
    [InlineData("a.Rank", null)]
    [InlineData("a.Mean().Sum", null)]
    [InlineData("-1", null)]
    [InlineData("", null)]
    public void AddressOf_CodeInATextOrExample_IsItsPlace(string code, string? expected) => Assert.Equal(expected, s_names.AddressOf(code));

    [Theory]
    [InlineData("T:MemMap.MemMapView`1", "public class MemMapView<T> : ReductionSource<T> where T : unmanaged")]
    [InlineData("T:MemMap.Shape", "public readonly struct Shape : IEquatable<Shape>")]
    [InlineData("T:MemMap.NpzFile", "public sealed class NpzFile")]
    [InlineData("T:MemMap.MemMapReductions", "public static class MemMapReductions")]
    [InlineData("T:MemMap.MemMapOrder", "public enum MemMapOrder")]
    [InlineData("T:MemMap.Transformation`2", "public delegate void Transformation<TX, TZ>(ReadOnlySpan<TX> xs, Span<TZ> zs)")]
    [InlineData("F:MemMap.MemMapOrder.F", "F = 1")]
    [InlineData("P:MemMap.MemMapOptions.Offset", "public long Offset { get; set; }")]
    public void ToHtml_Signature_IsThatOfTheSource(string id, string expected)
    {
        string signature = TestHtml.Text(new Signature(s_links, "api/x.html").ToHtml(s_links.Find(id)!)).Replace("(\n    ", "(", System.StringComparison.Ordinal);
        string line = string.Join(' ', signature.Split(default(char[]), System.StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith(expected, line, System.StringComparison.Ordinal);
    }

    [Fact]
    public void ToHtml_LongSignature_HasAParameterALine()
    {
        ISymbol open = s_links.Find("T:MemMap.MemMapArray")!.ContainingNamespace.GetTypeMembers("MemMapArray").Single(type => type.Arity == 0).GetMembers("Open")
            .OfType<IMethodSymbol>().MaxBy(method => method.Parameters.Length)!;
        string[] lines = TestHtml.Text(new Signature(s_links, "api/x.html").ToHtml(open)).TrimEnd().Split('\n');
        IEnumerable<string> names = ((IMethodSymbol)open).Parameters.Select(parameter => parameter.Name);
        Assert.Equal(names.Count() + 2, lines.Length);
        Assert.All(names.Zip(lines.Skip(1)), pair => Assert.Contains($" {pair.First}", pair.Second, System.StringComparison.Ordinal));
    }

    [Fact]
    public void Of_EveryTypeAndMember_HasASummaryAndInheritsAll()
    {
        var documentation = new XmlDocumentation(s_links);
        ISymbol[] symbols = [.. s_api.Packages.SelectMany(package => package.Types).SelectMany(type => ApiMembers.Of(type).SelectMany(group => group).Prepend(type))];
        Assert.True(symbols.Length > 700, $"{symbols.Length} symbols");
        Assert.All(symbols, symbol =>
        {
            XElement xml = documentation.Of(symbol);
            Assert.False(string.IsNullOrWhiteSpace(xml.Element("summary")?.Value), symbol.ToString());
            Assert.Empty(xml.Descendants("inheritdoc"));
        });
    }

    [Fact]
    public void Of_MemberThatInheritsExceptions_HasThem()
    {
        XElement xml = new XmlDocumentation(s_links).Of(s_links.Find("M:MemMap.MemMapReductions.Mean``1(MemMap.ReductionSource{``0},MemMap.ReductionOptions)")!);
        XElement source = new XmlDocumentation(s_links).Of(s_links.Find("M:MemMap.MemMapReductions.Sum``1(MemMap.ReductionSource{``0},MemMap.ReductionOptions)")!);
        Assert.NotEmpty(source.Elements("exception"));
        Assert.Equal(source.Elements("exception").Select(element => element.Value), xml.Elements("exception").Select(element => element.Value));
        Assert.NotEqual(source.Element("summary")!.Value, xml.Element("summary")!.Value);
    }

    [Theory]
    [InlineData("MemMap.BigEndian<T>", "api/BigEndian-1.html")]
    [InlineData("MemMap.MemMapView<T>.Enumerator", "api/MemMapView-1.Enumerator.html")]
    [InlineData("static MemMap.MemMapArray.Open<T>(string! path) -> MemMap.MemMapArray<T>!", "api/MemMapArray.html#Open")]
    [InlineData("MemMap.MemMapView<T>.this[int index].get -> T", "api/MemMapView-1.html#Item")]
    [InlineData("MemMap.Conversion.Checked = 0 -> MemMap.Conversion", "api/Conversion.html#Checked")]
    [InlineData("override abstract MemMap.Reduction<T>.ToString() -> string!", "api/Reduction-1.html#ToString")]
    [InlineData("MemMap.BFloat16.BFloat16(float value) -> void", "api/BFloat16.html#constructor")]
    [InlineData("MemMap.BFloat16.BFloat16() -> void", "api/BFloat16.html")]
    [InlineData("virtual MemMap.Transformation<TX, TZ>.Invoke(System.ReadOnlySpan<TX> x) -> void", "api/Transformation-2.html")]
    [InlineData("static MemMap.Slice.operator ==(MemMap.Slice left) -> bool", null)]
    [InlineData("#nullable enable", null)]
    public void AddressOf_LineOfThePublicApi_IsItsPlace(string line, string? expected) => Assert.Equal(expected, PublicApiFiles.AddressOf(line));
}
