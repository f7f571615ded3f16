using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using MemMap.Tests;
using Xunit;

namespace MemMap.Tool.Tests;

/// <summary>describe, hist and quantiles: the numbers of the library.</summary>
public sealed class ReductionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Describe_OfAll_IsDescribe()
    {
        string path = _folder.Npy((100, 50));
        using MemMapArray<float> array = MemMapArray.OpenNpy<float>(path);
        Moments expected = array.Describe();
        JsonElement json = ToolRun.Fine("describe", path, "--json").Json.GetProperty("statistics");
        AssertSame(expected, json);
        string[] lines = ToolRun.Fine("describe", path).Output.Split(Environment.NewLine);
        Assert.Equal(["count", "NaN", "mean", "std", "min", "max", "skewness", "kurtosis"], lines.Select(line => line.Split(' ')[0]));
        Assert.Equal(expected.Std().ToString("R", CultureInfo.InvariantCulture), lines[3].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
    }

    [Theory]
    [InlineData("0", "[:, :7]")]
    [InlineData("-1", "[::3]")]
    [InlineData("0,2", "...")]
    public void Describe_AlongAxes_IsDescribe(string axis, string slice)
    {
        string path = _folder.Npy((10, 20, 30));
        using MemMapArray<float> array = MemMapArray.OpenNpy<float>(path);
        MemMapView<float> part = slice switch { "[:, :7]" => array[.., ..7], "[::3]" => array[(null, null, 3)], _ => array };
        NDArray<Moments> expected = part.Describe(axis.Split(',').Select(int.Parse).ToArray());
        JsonElement json = ToolRun.Fine("describe", path, "--axis", axis, "--slice", slice, "--json").Json;
        Assert.Equal(expected.Shape.ToArray(), json.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64()));
        JsonElement[] each = [.. json.GetProperty("statistics").EnumerateArray().SelectMany(item => item.ValueKind == JsonValueKind.Array ? item.EnumerateArray().ToArray() : [item])];
        Assert.All(expected.ToArray().Zip(each), pair => AssertSame(pair.First, pair.Second));
        string table = ToolRun.Fine("describe", path, "--axis", axis, "--slice", slice).Output;
        Assert.Equal(1 + Math.Min(41, expected.Length), table.Split('\n').Length);
    }

    [Fact]
    public void Describe_NaN_IsSaidAndLeftOut()
    {
        string path = _folder.Npy(10, element: i => i == 3 ? float.NaN : i);
        ToolRun run = ToolRun.Fine("describe", path);
        Assert.Contains("--skip-nan", run.Error, StringComparison.Ordinal);
        Assert.Contains("mean     nan", run.Output, StringComparison.Ordinal);
        ToolRun skipped = ToolRun.Fine("describe", path, "--skip-nan");
        Assert.Empty(skipped.Error);
        Assert.Contains($"mean     {42.0 / 9:R}", skipped.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Hist_Range_IsTheHistogramOfTheLibrary()
    {
        string path = _folder.Npy((100, 50));
        using MemMapArray<float> array = MemMapArray.OpenNpy<float>(path);
        Histogram expected = array.Histogram(7, (-10, 3000));
        ToolRun run = ToolRun.Fine("hist", path, "--bins", "7", "--range", "-10,3000");
        Assert.Equal(expected.ToString(), run.Output);
        Assert.Contains($"{5000 - expected.Total} of 5000", run.Error, StringComparison.Ordinal);
        JsonElement json = ToolRun.Fine("hist", path, "--bins", "7", "--range", "-10,3000", "--json").Json;
        Assert.Equal(expected.Counts.ToArray(), json.GetProperty("counts").EnumerateArray().Select(count => count.GetInt64()));
        Assert.Equal(expected.Edges.ToArray(), json.GetProperty("edges").EnumerateArray().Select(edge => edge.GetDouble()));
        Assert.Equal(5000 - expected.Total, json.GetProperty("outside").GetInt64());
        Assert.Equal(array.Histogram(10).ToString(), ToolRun.Fine("hist", path).Output);
    }

    [Fact]
    public void Hist_NaNWithoutRange_IsRefusedWithTheOption() =>
        ToolRun.Refused(2, ["--range 0,1"], "hist", _folder.Npy(10, element: i => i == 3 ? float.NaN : i));

    [Fact]
    public void Quantiles_OfAllAndAlongAxes_AreThoseOfTheLibrary()
    {
        string path = _folder.Npy((100, 5));
        using MemMapArray<float> array = MemMapArray.OpenNpy<float>(path);
        double[] q = [0.01, 0.5];
        Assert.Equal(array.Quantile(q).ToArray(), Numbers(ToolRun.Fine("quantiles", path, "-q", "0.01,0.5", "--json").Json.GetProperty("values")));
        JsonElement values = ToolRun.Fine("quantiles", path, "-q", "0.01,0.5", "--axis", "0", "--json").Json.GetProperty("values");
        Assert.Equal(array.Quantile(q, axis: 0).ToArray(), values.EnumerateArray().SelectMany(Numbers));
        string[] table = ToolRun.Fine("quantiles", path, "-q", "0.01,0.5", "--axis", "0").Output.Split(Environment.NewLine);
        Assert.Equal(["index", "0.01", "0.5"], table[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["4", "8.95", "251.5"], table[5].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Quantiles_NaN_IsSaidAndLeftOut()
    {
        string path = _folder.Npy(10, element: i => i == 3 ? float.NaN : i);
        Assert.Contains("--skip-nan", ToolRun.Fine("quantiles", path).Error, StringComparison.Ordinal);
        Assert.Equal([5], Numbers(ToolRun.Fine("quantiles", path, "-q", "0.5", "--skip-nan", "--json").Json.GetProperty("values")));
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(x => x.GetDouble())];

    private static void AssertSame(Moments expected, JsonElement json) => Assert.Equal(
        [expected.Count, expected.NaNCount, expected.Mean, expected.Std(), expected.Min, expected.Max, expected.Skewness, expected.Kurtosis],
        new[] { "count", "nan", "mean", "std", "min", "max", "skewness", "kurtosis" }.Select(name => Number(json.GetProperty(name))));

    private static double Number(JsonElement json) => json.ValueKind == JsonValueKind.Number ? json.GetDouble() : double.Parse(json.GetString()!, CultureInfo.InvariantCulture);
}
