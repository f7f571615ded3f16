using System;
using System.Text.Json;
using MemMap.Tests;
using Xunit;

namespace MemMap.Tool.Tests;

public sealed class DiffTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Diff_SameArray_IsFine()
    {
        string path = _folder.Npy((300, 500), element: i => i == 5 ? float.NaN : i);
        ToolRun run = ToolRun.Fine("diff", path, path);
        Assert.Equal("The same: 150000 elements.", run.Output);
        Assert.True(ToolRun.Fine("diff", path, path, "--json").Json.GetProperty("equal").GetBoolean());
    }

    [Fact]
    public void Diff_SomeElements_SaysFirstLargestAndCount()
    {
        string first = _folder.Npy((300, 500)), second = _folder.Npy((300, 500), "b.npy", i => i switch { 70_003 => 70_000, 140_000 => 140_001, 149_999 => float.NaN, _ => i });
        ToolRun run = ToolRun.Of("diff", first, second, "--json");
        Assert.Equal(1, run.ExitCode);
        JsonElement json = run.Json;
        Assert.Equal("[140,3] [70003,70000]", $"{json.GetProperty("first").GetProperty("index").GetRawText()} {json.GetProperty("first").GetProperty("values").GetRawText()}");
        Assert.Equal((3, 1), (json.GetProperty("differences").GetInt64(), json.GetProperty("nanInOne").GetInt64()));
        Assert.Equal((3.0, 3 / 70_000.0), (json.GetProperty("largestAbsolute").GetDouble(), json.GetProperty("largestRelative").GetDouble()));
        Assert.Contains("[140, 3]: 70003 and 70000", ToolRun.Of("diff", first, second).Output, StringComparison.Ordinal);
        Assert.Equal(2, ToolRun.Of("diff", first, second, "--atol", "1", "--json").Json.GetProperty("differences").GetInt64());
        Assert.Equal(1, ToolRun.Of("diff", first, second, "--rtol", "0.001", "--json").Json.GetProperty("differences").GetInt64());
    }

    [Fact]
    public void Diff_OtherShape_IsAnAnswer()
    {
        ToolRun run = ToolRun.Of("diff", _folder.Npy((3, 4)), _folder.Npy((4, 3), "b.npy"));
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("The shapes differ: (3, 4) and (4, 3).", run.Output);
    }

    [Theory]
    [InlineData("--to-dtype", "f8")]
    [InlineData("--to-byte-order", "big")]
    [InlineData("--to-order", "F")]
    public void Diff_OtherTypeOrOrder_ComparesNumbers(string option, string value)
    {
        string first = _folder.Npy((70, 5000)), second = _folder.File("b.npy");
        ToolRun.Fine("convert", first, second, option, value);
        Assert.StartsWith("The same", ToolRun.Fine("diff", first, second).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_RawAndShards_AreComparedWithAFile()
    {
        string npy = _folder.Npy((1100, 1000)), shards = _folder.File("shards"), other = _folder.File("other");
        ToolRun.Fine("convert", npy, shards + "/", "--rows-per-shard", "512");
        ToolRun.Fine("convert", npy, other + "/", "--rows-per-shard", "1024");
        ToolRun.Fine("diff", npy, shards);
        ToolRun.Fine("diff", other, shards);
        ToolRun.Fine("diff", _folder.Raw((1100, 1000)), npy, "--dtype", "f4", "--shape", "-1,1000");
        ToolRun.Fine("diff", npy, _folder.Raw((1100, 1000)), "--dtype", "f4", "--shape", "-1,1000");
    }

    [Fact]
    public void Diff_LargeIntegers_AreExact()
    {
        NDArray.From([long.MaxValue, 1L << 60]).SaveNpy(_folder.File("a.npy"));
        NDArray.From([long.MinValue, (1L << 60) + 1]).SaveNpy(_folder.File("b.npy"));
        NDArray.From([(ulong)long.MaxValue, 1UL << 60]).SaveNpy(_folder.File("c.npy"));
        JsonElement json = ToolRun.Of("diff", _folder.File("a.npy"), _folder.File("b.npy"), "--json").Json;
        Assert.Equal((2, 18446744073709551615.0), (json.GetProperty("differences").GetInt64(), json.GetProperty("largestAbsolute").GetDouble()));
        ToolRun.Fine("diff", _folder.File("a.npy"), _folder.File("c.npy"));
    }

    [Fact]
    public void Diff_NoElementsAndNoAxes_AreCompared()
    {
        ToolRun.Fine("diff", _folder.Npy((0, 5)), _folder.Npy((0, 5), "b.npy"));
        string scalar = _folder.File("s.npy"), other = _folder.File("t.npy");
        NDArray.From([1.5], Shape.Create([])).SaveNpy(scalar);
        NDArray.From([2.5], Shape.Create([])).SaveNpy(other);
        ToolRun.Fine("diff", scalar, scalar);
        Assert.Contains("[]: 1.5 and 2.5", ToolRun.Of("diff", scalar, other).Output, StringComparison.Ordinal);
    }
}
