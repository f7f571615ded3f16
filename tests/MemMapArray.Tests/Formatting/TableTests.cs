using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Formatting;

/// <summary>Arrays of moments as text.</summary>
public sealed class TableTests
{
    private static readonly double[] s_elements = [1, -2.5, 1e-7, 2, 10, 1e9, 3, 30, 5e-7];

    [Fact]
    public void ToString_MomentsOfColumns_IsATable()
    {
        NDArray<Moments> columns = NDArray.From(s_elements, (3, 3)).Describe(0);
        Assert.Equal(
            """
               count         mean          std    min    max  skewness  kurtosis
            0      3            2     0.816497      1      3         0      -1.5
            1      3         12.5      13.3853   -2.5     30  0.273642      -1.5
            2      3  3.33333e+08  4.71405e+08  1e-07  1e+09  0.707107      -1.5
            """.ReplaceLineEndings("\n"),
            columns.ToString());
    }

    [Fact]
    public void ToString_MomentsWithNaN_SaysWhereAndWhatToDo()
    {
        double[] elements = [.. s_elements];
        elements[4] = double.NaN;
        NDArray<double> array = NDArray.From(elements, (3, 3));
        string text = array.Describe(0).ToString(), left = array.Describe(0, options: new ReductionOptions { SkipNaN = true }).ToString();
        string[] lines = text.Split('\n');
        Assert.StartsWith("   count  NaN", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("0      3    ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("1      2    1          nan          nan", lines[2], StringComparison.Ordinal);
        Assert.Equal(5, lines.Length);
        Assert.Contains("SkipNaN = true", lines[4], StringComparison.Ordinal);
        Assert.DoesNotContain("SkipNaN", left, StringComparison.Ordinal);
        Assert.StartsWith("1      2    1        13.75        16.25", left.Split('\n')[2], StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_NothingButNaN_GivesNoAdvice()
    {
        string text = NDArray.Full((2, 2), double.NaN).Describe(0).ToString();
        Assert.Contains("nan", text, StringComparison.Ordinal);
        Assert.DoesNotContain("SkipNaN", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_MomentsOfTwoAxes_HaveTheirIndexes()
    {
        string[] lines = NDArray.From(s_elements[..8], (2, 2, 2)).Describe(0).ToString().Split('\n');
        Assert.Equal(["0, 0", "0, 1", "1, 0", "1, 1"], lines[1..].Select(line => line[..4]));
        Assert.True(lines.All(line => line.Length == lines[0].Length));
    }

    [Fact]
    public void ToString_ManyMoments_AreElidedAsArraysAre()
    {
        string[] lines = NDArray.Create<double>((2, 1001)).Describe(0).ToString().Split('\n');
        Assert.Equal(["   0", "   1", "   2", "...", " 998", " 999", "1000"], lines[1..].Select(line => line.Length > 4 ? line[..4] : line));
        Assert.Equal(1001, NDArray.Create<double>((2, 1000)).Describe(0).ToString().Split('\n').Length);
        string[] ofTwo = NDArray.Create<double>((1, 20, 60)).Describe(0).ToString().Split('\n');
        Assert.Equal(1 + (6 * 7) + 1, ofTwo.Length);
        Assert.Equal("...", ofTwo[4]);
        Assert.StartsWith(" 0, 57", ofTwo[5], StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_MomentsOfNothingAndOfAll_AreNoTables()
    {
        Assert.Equal("[]", NDArray.Create<double>((2, 0)).Describe(0).ToString());
        NDArray<double> array = NDArray.From([1.0, 3], 2);
        Assert.Equal(array.Describe().ToString(), array.Describe([0]).ToString());
        Assert.Contains("count", array.Describe([0]).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_SlicedMoments_IsATableOfThose()
    {
        NDArray<Moments> columns = NDArray.From(s_elements, (3, 3)).Describe(0);
        Assert.Equal(3, columns[1..].ToString().Split('\n').Length);
        Assert.Contains("3.33333e+08", columns[(null, null, -1)].ToString().Split('\n')[1], StringComparison.Ordinal);
    }
}
