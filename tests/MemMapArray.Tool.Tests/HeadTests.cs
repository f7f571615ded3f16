using System;
using System.Linq;
using System.Text.Json;
using MemMap.Tests;
using Xunit;

namespace MemMap.Tool.Tests;

public sealed class HeadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("[::10, :3]")]
    [InlineData("[-1]")]
    [InlineData("[::-40, ::-7]")]
    [InlineData("[..., 0]")]
    [InlineData("[3, 4]")]
    [InlineData("[5:5]")]
    public void Head_Slice_PrintsAsTheLibraryDoes(string slice)
    {
        string path = _folder.Npy((100, 50));
        using MemMapArray<float> array = MemMapArray.OpenNpy<float>(path);
        MemMapView<float> expected = slice switch
        {
            "[::10, :3]" => array[(null, null, 10), ..3],
            "[-1]" => array[^1, ..],
            "[::-40, ::-7]" => array[(null, null, -40), (null, null, -7)],
            "[..., 0]" => array[.., 0],
            "[3, 4]" => array[Slice.At(3), Slice.At(4)],
            _ => array[5..5],
        };
        Assert.Equal(expected.ToString().ReplaceLineEndings(), ToolRun.Fine("head", path, "-n", "100", "--slice", slice).Output);
    }

    [Fact]
    public void Head_Rows_AreTheFirst()
    {
        string path = _folder.Npy((100, 2));
        using MemMapArray<float> array = MemMapArray.OpenNpy<float>(path);
        Assert.Equal(array[..3].ToString(), ToolRun.Fine("head", path, "-n", "3").Output);
        Assert.Equal(array[..10].ToString(), ToolRun.Fine("head", path).Output);
        Assert.Equal("[]", ToolRun.Fine("head", path, "-n", "0", "--json").Json.GetProperty("rows").ToString());
        Assert.Equal(100, ToolRun.Fine("head", path, "-n", "1000", "--json").Json.GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public void Head_Json_HasEveryElement()
    {
        JsonElement json = ToolRun.Fine("head", _folder.Npy((30, 20, 2)), "-n", "30", "--json").Json;
        Assert.Equal(Enumerable.Range(0, 1200), json.GetProperty("rows").EnumerateArray().SelectMany(row => row.EnumerateArray()).SelectMany(pair => pair.EnumerateArray()).Select(x => x.GetInt32()));
    }

    [Fact]
    public void Head_NumbersThatJsonHasNot_AreTexts() => Assert.Equal(
        "[0.1,\"NaN\",\"Infinity\",\"-Infinity\"]",
        ToolRun.Fine("head", _folder.Npy(4, element: i => new[] { 0.1f, float.NaN, float.PositiveInfinity, float.NegativeInfinity }[i]), "--json").Json.GetProperty("rows").GetRawText());

    // Shards are cut at 512 rows here; slices go across, in either direction.
    [Theory]
    [InlineData("[::300]")]
    [InlineData("[::-300, ::-400]")]
    [InlineData("[510:514, 3]")]
    [InlineData("[-1, ::500]")]
    [InlineData("[1200, 5]")]
    [InlineData("[-2000:5:211, 1]")]
    [InlineData("[700:600]")]
    public void Head_SliceOfShards_IsThatOfOneFile(string slice)
    {
        string path = _folder.Npy((1300, 1000)), shards = _folder.File("shards");
        ToolRun.Fine("convert", path, shards + "/", "--rows-per-shard", "512");
        Assert.Equal("3", ToolRun.Fine("info", shards, "--json").Json.GetProperty("shards").GetString());
        Assert.Equal(
            ToolRun.Fine("head", path, "-n", "1000", "--slice", slice, "--json").Json.GetProperty("rows").GetRawText(),
            ToolRun.Fine("head", shards, "-n", "1000", "--slice", slice, "--json").Json.GetProperty("rows").GetRawText());
        string ofFile = _folder.File("file.npy"), ofShards = _folder.File("shards.npy");
        ToolRun.Fine("convert", path, ofFile, "--slice", slice, "--to-order", "C");
        ToolRun.Fine("convert", shards, ofShards, "--slice", slice);
        Assert.Equal(System.IO.File.ReadAllBytes(ofFile), System.IO.File.ReadAllBytes(ofShards));
    }
}
