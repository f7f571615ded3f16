using System;
using System.IO;
using System.Linq;
using MemMap.Tests;
using Xunit;

namespace MemMap.Tool.Tests;

public sealed class ConvertTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Convert_ThroughEveryFormatAndBack_GivesTheBytesOfNumPysFile()
    {
        string npy = _folder.Npy((1100, 1000)), back = _folder.File("back.npy"), raw = _folder.File("b.bin");
        ToolRun.Fine("convert", npy, raw);
        ToolRun.Fine("convert", raw, _folder.File("b.npz:x"), "--dtype", "f4", "--shape", "-1,1000");
        ToolRun.Fine("convert", _folder.File("b.npz:x"), _folder.File("shards/"), "--rows-per-shard", "512");
        ToolRun.Fine("convert", _folder.File("shards"), back);
        Assert.Equal(File.ReadAllBytes(npy), File.ReadAllBytes(back));
        Assert.Equal(File.ReadAllBytes(npy)[128..], File.ReadAllBytes(raw));
        Assert.Equal(3, Directory.GetFiles(_folder.File("shards"), "*.npy").Length);
    }

    [Theory]
    [InlineData("f8", "C")]
    [InlineData("<i2", "F")]
    [InlineData(">u4", "C")]
    [InlineData("float16", "F")]
    [InlineData("?", "C")]
    public void Convert_ToTypeAndOrder_GivesTheBytesOfTheLibrary(string type, string order)
    {
        string npy = _folder.Npy((30, 20)), expected = _folder.File("expected.npy"), npz = _folder.File("expected.npz");
        using (MemMapArray<float> array = MemMapArray.OpenNpy<float>(npy))
        using (NpzWriter archive = NpzFile.Create(npz))
        {
            switch (type)
            {
                case "f8": Save<double>(array); break;
                case "<i2": Save<short>(array); break;
                case ">u4": Save<BigEndian<uint>>(array); break;
                case "float16": Save<Half>(array); break;
                default: Save<bool>(array); break;
            }

            archive.Commit();

            void Save<T>(MemMapView<float> view)
                where T : unmanaged
            {
                NDArray<T> converted = NDArray.Create<T>(order == "C" ? (30, 20) : (20, 30));
                view.ConvertTo(order == "C" ? converted : converted.Transpose(), Conversion.Truncating);
                (order == "C" ? converted : converted.Transpose()).SaveNpy(expected);
                archive.Add("arr_0", order == "C" ? converted : converted.Transpose());
            }
        }

        ToolRun.Fine("convert", npy, _folder.File("out.npy"), "--to-dtype", type, "--to-order", order, "--overflow", "truncating");
        ToolRun.Fine("convert", npy, _folder.File("out.npz"), "--to-dtype", type, "--to-order", order, "--overflow", "truncating");
        Assert.Equal(File.ReadAllBytes(expected), File.ReadAllBytes(_folder.File("out.npy")));
        Assert.Equal(File.ReadAllBytes(npz), File.ReadAllBytes(_folder.File("out.npz")));
    }

    [Fact]
    public void Convert_ByteOrderThereAndBack_GivesTheSameFile()
    {
        string npy = _folder.Npy((30, 20)), big = _folder.File("big.npy"), back = _folder.File("back.npy");
        Assert.Equal(">f4", ToolRun.Fine("convert", npy, big, "--to-byte-order", "big", "--json").Json.GetProperty("dtype").GetString());
        ToolRun.Fine("convert", big, back, "--to-byte-order", "little");
        Assert.Equal(File.ReadAllBytes(npy), File.ReadAllBytes(back));
        using MemMapArray<BigEndian<float>> array = MemMapArray.OpenNpy<BigEndian<float>>(big);
        Assert.Equal(599f, array[29, 19].Value);
    }

    [Fact]
    public void Convert_FortranFile_KeepsItsOrder()
    {
        string f = _folder.File("f.npy"), copy = _folder.File("copy.npy");
        NDArray.From([.. Enumerable.Range(0, 600).Select(i => (float)i)], (20, 30)).Transpose().SaveNpy(f);
        ToolRun.Fine("convert", f, copy);
        Assert.Equal(File.ReadAllBytes(f), File.ReadAllBytes(copy));
    }

    [Fact]
    public void Convert_Dates_KeepTheirName()
    {
        string dates = _folder.File("dates.npy"), copy = _folder.File("copy.npy");
        NDArray.From([1L, 2, 3]).SaveNpy(dates, "<M8[ns]");
        ToolRun.Fine("convert", dates, _folder.File("d.npz:when"));
        ToolRun.Fine("convert", _folder.File("d.npz:when"), _folder.File("shards/"));
        ToolRun.Fine("convert", _folder.File("shards"), copy);
        Assert.Equal(File.ReadAllBytes(dates), File.ReadAllBytes(copy));
    }

    [Fact]
    public void Convert_NumbersThatDoNotFit_AreRefusedAndLeaveNothing()
    {
        string npy = _folder.Npy((30, 20));
        FolderSnapshot before = FolderSnapshot.Of(_folder);
        foreach (string target in (string[])["b.npy", "b.npz", "b.bin", "b/"])
        {
            ToolRun.Refused(1, ["The float 128 at index [6, 8]", "--overflow saturating"], "convert", npy, _folder.File(target), "--to-dtype", "i1");
        }

        before.AssertUnchanged();
    }

    [Theory]
    [InlineData("b.npy")]
    [InlineData("b.npz")]
    [InlineData("b.bin")]
    [InlineData("b/")]
    public void Convert_TargetThatIsThere_IsReplacedByForceAlone(string target)
    {
        string first = _folder.Npy((30, 20)), second = _folder.Npy((5, 6), "second.npy");
        ToolRun.Fine("convert", first, _folder.File(target));
        FolderSnapshot before = FolderSnapshot.Of(_folder);
        ToolRun.Refused(3, ["there already", "--force"], "convert", second, _folder.File(target));
        before.AssertUnchanged();
        ToolRun.Fine("convert", second, _folder.File(target), "--force");
        Assert.Equal(3, Directory.GetFileSystemEntries(_folder.Path).Length);
        string[] raw = target == "b.bin" ? ["--dtype", "f4", "--shape", "5,6"] : [];
        Assert.Equal(0, ToolRun.Of(["diff", second, _folder.File(target.TrimEnd('/')), .. raw]).ExitCode);
    }

    [Fact]
    public void Convert_OverItsOwnSource_ReplacesIt()
    {
        string npy = _folder.Npy((30, 20));
        ToolRun.Fine("convert", npy, npy, "--to-dtype", "f8", "--force");
        Assert.Equal("<f8", NpyHeader.Read(npy).Descr);
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Convert_OverAFolderOfOthers_IsRefusedByForceToo()
    {
        string npy = _folder.Npy((30, 20)), shards = _folder.File("shards");
        ToolRun.Fine("convert", npy, shards + "/");
        File.WriteAllText(Path.Combine(shards, "notes.txt"), "mine");
        ToolRun.Refused(3, ["notes.txt"], "convert", npy, shards + "/", "--force");
        Assert.Equal("mine", File.ReadAllText(Path.Combine(shards, "notes.txt")));
        Directory.CreateDirectory(_folder.File("plain"));
        ToolRun.Refused(3, ["no folder of shards"], "convert", npy, _folder.File("plain/"), "--force");
    }

    [Fact]
    public void Convert_PrivateFileThatIsReplaced_StaysPrivate()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string npy = _folder.Npy((30, 20)), target = _folder.Npy((3, 2), "b.npy");
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        ToolRun.Fine("convert", npy, target, "--force");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(target));
    }
}
