using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using MemMap.Tests;
using Xunit;

namespace MemMap.Tool.Tests;

public sealed class InfoTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Info_Npy_SaysWhatItsHeaderSays()
    {
        string path = _folder.Npy((100, 50));
        ToolRun run = ToolRun.Fine("info", path);
        Assert.Equal(
            [$"file    {path} (npy)", "type    <f4, float32, in C# float", "shape   (100, 50)", "order   C, little-endian", "bytes   20000, from byte 128 on", "header  .npy 1.0, 128 bytes"],
            run.Output.Split(Environment.NewLine));
        JsonElement json = ToolRun.Fine("info", path, "--json").Json;
        Assert.Equal("npy <f4 float32 float C little", string.Join(' ', new[] { "format", "dtype", "numpyType", "netType", "order", "byteOrder" }.Select(name => json.GetProperty(name).GetString())));
        Assert.Equal([100, 50], json.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64()));
        Assert.Equal((20000, 128, 4), (json.GetProperty("bytes").GetInt64(), json.GetProperty("offset").GetInt64(), json.GetProperty("itemSize").GetInt32()));
    }

    [Fact]
    public void Info_RawFile_SaysWhatIsSaidOfIt()
    {
        JsonElement json = ToolRun.Fine("info", _folder.Raw((12, 5)), "--dtype", ">f4", "--shape", "-1,5", "--offset", "40", "--order", "F", "--json").Json;
        Assert.Equal("(10, 5) F big 40", $"({string.Join(", ", json.GetProperty("shape").EnumerateArray())}) {json.GetProperty("order")} {json.GetProperty("byteOrder")} {json.GetProperty("offset")}");
    }

    [Fact]
    public void Info_Archive_ListsItsMembers()
    {
        string path = _folder.File("a.npz");
        using (NpzWriter writer = NpzFile.Create(path))
        {
            writer.Add("weights", NDArray.From(new double[6], (2, 3)));
            writer.Add("bias", NDArray.From(new short[3]));
            writer.Commit();
        }

        string[] lines = ToolRun.Fine("info", path).Output.Split(Environment.NewLine);
        Assert.Equal(3, lines.Length);
        Assert.Equal($"{path}:weights <f8 (2, 3) C 48", string.Join(' ', lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        JsonElement json = ToolRun.Fine("info", path, "--json").Json;
        Assert.Equal(["<f8", "<i2"], json.GetProperty("arrays").EnumerateArray().Select(array => array.GetProperty("dtype").GetString()));
        Assert.Contains("stored, ", ToolRun.Fine("info", path + ":bias").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Info_FolderOfShards_SaysHowMany()
    {
        string folder = _folder.File("shards");
        using (ShardWriter<float> writer = MemMapShards.Create<float>(folder, 1000, new ShardWriterOptions { RowsPerShard = 512 }))
        {
            writer.Append(NDArray.From(new float[600 * 1000], (600, 1000)));
            writer.Commit();
        }

        Assert.Contains("shards  2", ToolRun.Fine("info", folder).Output, StringComparison.Ordinal);
        Assert.Contains("(600, 1000)", ToolRun.Fine("info", Path.Combine(folder, "shards.json")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Info_TypesThatNetHasNot_AreNamed()
    {
        string path = _folder.File("records.npy");
        NDArray.From(new long[4]).SaveNpy(_folder.File("dates.npy"), "<M8[s]");
        NDArray.From(new Pair[2]).SaveNpy(path, "[('low', '<i8'), ('high', '<i8')]");
        Assert.Contains("<M8[s], int64, in C# long", ToolRun.Fine("info", _folder.File("dates.npy")).Output, StringComparison.Ordinal);
        Assert.Contains("[('low', '<i8'), ('high', '<i8')], which .NET has no type for", ToolRun.Fine("info", path).Output, StringComparison.Ordinal);
        ToolRun.Refused(3, ["('low', '<i8')", "info"], "head", path);
    }

    private readonly record struct Pair(long Low, long High);
}
