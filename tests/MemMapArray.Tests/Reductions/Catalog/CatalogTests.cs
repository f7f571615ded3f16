using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text.RegularExpressions;
using MemMap.Reductions.Catalog;
using MemMap.Reductions.Elements;
using Xunit;

namespace MemMap.Tests.Reductions;

public sealed class CatalogTests
{
    [Fact]
    public void Parse_OfEveryName_IsTheReductionOfThatName()
    {
        Check<float>();
        Check<bool>();
        Check<BigEndian<int>>();
        Check<ulong>();
        Check<Complex>();

        static void Check<T>()
            where T : unmanaged
        {
            foreach (string name in Reduction.Names<T>())
            {
                string text = CatalogReductions.TextOf(name, "0.5");
                Reduction<T> reduction = Reduction.Parse<T>(text);
                Assert.Equal((text, false), (reduction.ToString(), reduction.IsCustom));
            }
        }
    }

    [Fact]
    public void Parse_OfTextOfNamedReductions_IsOfTheSameType()
    {
        Assert.IsAssignableFrom<Reduction<float, double>>(Reduction.Parse<float>(Reduction.Std<float>(1).ToString()));
        Assert.IsAssignableFrom<Reduction<Complex, Complex>>(Reduction.Parse<Complex>("mean"));
        Assert.IsAssignableFrom<Reduction<bool, (bool Min, bool Max)>>(Reduction.Parse<bool>("minmax"));
        Assert.Same(Reduction.Mean<float>(), Reduction.Parse<float>("mean"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("median")]
    [InlineData("Mean")]
    [InlineData("mean ")]
    [InlineData("mean(ddof=1)")]
    [InlineData("std")]
    [InlineData("std(ddof=)")]
    [InlineData("std(ddof=x)")]
    [InlineData("std(ddof=1")]
    [InlineData("std(ddof=1)x")]
    [InlineData("(ddof=1)")]
    public void Parse_OfAnythingElse_NamesWhatThereIs(string text)
    {
        string message = Assert.Throws<FormatException>(() => Reduction.Parse<float>(text)).Message;
        Assert.Contains($"'{text}'", message, StringComparison.Ordinal);
        Assert.Contains("count-nonzero", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_OfWhatAnElementTypeHasNot_IsNotSupported()
    {
        Assert.Contains("bool, sbyte", Assert.Throws<NotSupportedException>(() => Reduction.Parse<float>("sum-int64")).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => Reduction.Parse<Complex>("min"));
        Assert.Throws<NotSupportedException>(() => Reduction.Parse<Guid>("any"));
        Assert.Contains("ComplexSum", Assert.Throws<NotSupportedException>(() => Reduction.Sum<Complex>()).Message, StringComparison.Ordinal);
        Assert.Empty(Reduction.Names<Guid>());
        Assert.Throws<ArgumentNullException>(() => Reduction.Parse<float>(null!));
    }

    [Fact]
    public void IsCustom_OfOnesOwnReducer_IsTrue() => Assert.True(Reduction.From(new SequenceReducer<float>()).IsCustom);

    [Fact]
    public void ReducePartialBytes_OfSomeRows_AreThoseOfThePartial()
    {
        using var folder = new TemporaryFolder();
        using MemMapArray<float> array = MemMapArray.Create<float>(folder.File(), (300, 5));
        array.Fill(1.5f);
        var rows = new RowRange(10, 200);
        Assert.Equal(array.ReducePartial(Reduction.Mean<float>(), rows, [0]).ToBytes(), Reduction.Parse<float>("mean").ReducePartialBytes(array, rows, [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Reduction.Parse<float>("mean").ReducePartialBytes(array, new RowRange(0, 301), [0]));
        Assert.Throws<ArgumentNullException>(() => Reduction.Parse<float>("mean").ReducePartialBytes(null!, rows, [0]));
    }

    [Fact]
    public void MergePartialBytes_OfSomeRows_AreThoseOfTheMergedPartial()
    {
        NDArray<float> array = NDArray.From([.. Enumerable.Range(0, 1500).Select(i => i * 0.37f)], (300, 5));
        Reduction<float, double> std = Reduction.Std<float>();
        Reduction<float> byName = Reduction.Parse<float>("std(ddof=0)");
        byte[] first = byName.ReducePartialBytes(array, new RowRange(10, 100), [0]), second = byName.ReducePartialBytes(array, new RowRange(110, 7), [0]);
        ReductionPartial<float, double> expected = std.ReadPartial(second);
        expected.Merge(std.ReadPartial(first));

        Assert.Equal(expected.ToBytes(), byName.MergePartialBytes([first, second]));
        Assert.Equal(first, byName.MergePartialBytes([first]));
        Assert.Throws<ArgumentException>(() => byName.MergePartialBytes([]));
        Assert.Throws<ArgumentException>(() => byName.MergePartialBytes([first, first]));
        Assert.Throws<ArgumentNullException>(() => byName.MergePartialBytes(null!));
        Assert.Throws<InvalidDataException>(() => byName.MergePartialBytes([first, second[1..]]));
        Assert.Throws<InvalidDataException>(() => Reduction.Parse<float>("mean").MergePartialBytes([first, second]));
    }

    // | `mean` | `Mean` | numbers, Complex | the arithmetic mean |
    [Fact]
    public void TableOfTheGuide_IsTheCatalog()
    {
        ElementCatalog<float> catalog = new ReductionCatalog(new LibraryReductions()).Of<float>();
        IEnumerable<string> expected = catalog.AllNames.Select(name => $"{name}: {Elements(catalog.KindsOf(name))}");
        IEnumerable<string> found = File.ReadLines(Repository.Find("docs/guides/reduce.md"))
            .Select(line => Regex.Match(line, @"^\| `([a-z0-9-]+)` \| `\w+` [^|]*\| ([^|]+) \|"))
            .Where(match => match.Success)
            .Select(match => $"{match.Groups[1].Value}: {match.Groups[2].Value}");
        Assert.Equal(expected, found);
    }

    private static string Elements(ElementKinds kinds) => kinds switch
    {
        ElementKinds.Integers => "integers",
        ElementKinds.Numbers => "numbers",
        ElementKinds.All => "numbers, Complex",
        _ => kinds.ToString(),
    };
}
