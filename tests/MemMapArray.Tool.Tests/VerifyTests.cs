using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Json;
using MemMap.Tests;
using Xunit;

namespace MemMap.Tool.Tests;

public sealed class VerifyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Verify_NaNAndInfinities_AreCountedAndRefusedWhenAsked()
    {
        string path = _folder.Npy((30, 20), element: i => i % 100 == 7 ? float.NaN : i % 200 == 8 ? float.NegativeInfinity : i);
        ToolRun run = ToolRun.Fine("verify", path);
        Assert.Contains("elements: 6 NaN, 3 infinite", run.Output, StringComparison.Ordinal);
        JsonElement json = ToolRun.Fine("verify", path, "--json").Json;
        Assert.Equal("True 6 3", $"{json.GetProperty("valid")} {json.GetProperty("arrays")[0].GetProperty("nan")} {json.GetProperty("arrays")[0].GetProperty("infinite")}");
        ToolRun strict = ToolRun.Of("verify", path, "--finite");
        Assert.Equal(1, strict.ExitCode);
        Assert.Contains("NOT VALID", strict.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_Complex_CountsEitherPart()
    {
        NDArray.From([new(double.NaN, 0), new(1, double.PositiveInfinity), new System.Numerics.Complex(1, 2)]).SaveNpy(_folder.File("c.npy"));
        Assert.Contains("elements: 1 NaN, 1 infinite", ToolRun.Fine("verify", _folder.File("c.npy")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("header")]
    [InlineData("magic")]
    public void Verify_DamagedNpy_IsNotValid(string damage)
    {
        string path = _folder.Npy((30, 20));
        byte[] bytes = File.ReadAllBytes(path);
        switch (damage)
        {
            case "short": bytes = bytes[..^1]; break;
            case "header": bytes[20] ^= 0x40; break;
            default: bytes[0] = 0; break;
        }

        File.WriteAllBytes(path, bytes);
        ToolRun run = ToolRun.Of("verify", path, "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.False(run.Json.GetProperty("valid").GetBoolean());
        Assert.Contains(path, run.Json.GetProperty("arrays")[0].GetProperty("fault").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_BytesBehindTheArray_AreSaid()
    {
        string path = _folder.Npy((30, 20));
        File.AppendAllText(path, "tail");
        Assert.Contains("4 of them behind the array", ToolRun.Fine("verify", path).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Verify_ArchiveWithAFlippedByte_NamesTheMember(bool isCompressed)
    {
        string npy = _folder.Npy((30, 20)), path = _folder.File("a.npz");
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            archive.CreateEntryFromFile(npy, "good.npy", CompressionLevel.NoCompression);
            archive.CreateEntryFromFile(npy, "bad.npy", isCompressed ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
        }

        Assert.Equal(2, ToolRun.Fine("verify", path, "--json").Json.GetProperty("arrays").GetArrayLength());
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().IndexOf("bad.npy"u8) + 400] ^= 1;
        File.WriteAllBytes(path, bytes);
        ToolRun run = ToolRun.Of("verify", path, "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal([true, false], run.Json.GetProperty("arrays").EnumerateArray().Select(array => array.GetProperty("valid").GetBoolean()));
        Assert.Equal(0, ToolRun.Of("verify", path + ":good").ExitCode);
        Assert.Contains("bad.npy", run.Json.GetProperty("arrays")[1].GetProperty("fault").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_ShardThatIsShort_IsNotValid()
    {
        string npy = _folder.Npy((1100, 1000)), shards = _folder.File("shards");
        ToolRun.Fine("convert", npy, shards + "/", "--rows-per-shard", "512");
        Assert.Contains("in 3 shards", ToolRun.Fine("verify", shards).Output, StringComparison.Ordinal);
        using (FileStream file = File.OpenWrite(Path.Combine(shards, "1.npy")))
        {
            file.SetLength(file.Length - 1);
        }

        ToolRun run = ToolRun.Of("verify", shards);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("1.npy", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_CompressedMember_ReadIt()
    {
        string npy = _folder.Npy((30, 20)), path = _folder.File("a.npz");
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            archive.CreateEntryFromFile(npy, "x.npy", CompressionLevel.Optimal);
        }

        Assert.Contains("compressed, ", ToolRun.Fine("info", path).Output, StringComparison.Ordinal);
        Assert.Equal(0, ToolRun.Of("diff", npy, path).ExitCode);
        Assert.Equal(ToolRun.Fine("head", npy).Output, ToolRun.Fine("head", path).Output);
    }
}
