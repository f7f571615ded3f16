using System;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace MemMap.Tests.Shards;

/// <summary>Dask's layout of numbered files, read and written, and its pickle, which nobody evaluates.</summary>
public sealed class NpyStackTests : IDisposable
{
    // What Dask 2022.12 wrote beside three files of 3, 3 and 1 rows of 5 float32 along axis 0.
    private const string DaskInfo =
        "80 04 95 5d 00 00 00 00 00 00 00 7d 94 28 8c 06 63 68 75 6e 6b 73 94 4b 03 4b 03 4b 01 87 94 4b 05 85 94 86 94 8c 05 64 74 79 70 65 94 8c 05 6e 75 6d 70 79 94 68 05 93 94 8c 02 66 34 94 89 88 87 94 52 94 28 4b 03 " +
        "8c 01 3c 94 4e 4e 4e 4a ff ff ff ff 4a ff ff ff ff 4b 00 74 94 62 8c 04 61 78 69 73 94 4b 00 75 2e";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void OpenNpyStack_OfAnyRowCounts_IsOneArray()
    {
        Write(3, 0, 4, 300);
        File.WriteAllBytes(_folder.File("info"), Bytes(DaskInfo));
        File.WriteAllText(_folder.File("01.npy"), "no number of the layout");
        using MemMapShards<float> array = MemMapShards.OpenNpyStack<float>(_folder.Path);
        Assert.Equal((307, 5), array.Shape);
        Assert.Equal(Enumerable.Range(0, 307 * 5).Select(i => (float)i), array.ToArray());
        Assert.Throws<ArgumentException>(() => MemMapShards.OpenNpyStack<double>(_folder.Path));

        // Saved, it is an array like any other, and may grow.
        array.Manifest.Save(_folder.Path);
        using (ShardWriter<float> writer = MemMapShards.OpenWriter<float>(_folder.Path))
        {
            writer.Append([1535, 1536, 1537, 1538, 1539]);
            writer.Commit();
        }

        using MemMapShards<float> grown = MemMapShards.Open<float>(_folder.Path);
        Assert.Equal(Enumerable.Range(0, 308 * 5).Select(i => (float)i), grown.ToArray());
        using MemMapShards<float> stack = MemMapShards.OpenNpyStack<float>(_folder.Path);
        Assert.Equal(grown.Manifest.ToJson(), stack.Manifest.ToJson());
    }

    [Fact]
    public void Open_AFolderOfNumberedFilesWithoutManifest_NamesTheRightCall()
    {
        NDArray.From([1f, 2]).SaveNpy(_folder.File("0.npy"));
        FileNotFoundException exception = Assert.Throws<FileNotFoundException>(() => MemMapShards.Open<float>(_folder.Path));
        Assert.Contains("OpenNpyStack", exception.Message, StringComparison.Ordinal);
        Assert.Contains("0.npy", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenNpyStack_ANumberMissing_NamesIt()
    {
        Assert.Throws<FileNotFoundException>(() => MemMapShards.OpenNpyStack<float>(_folder.Path));
        Assert.Throws<DirectoryNotFoundException>(() => MemMapShards.OpenNpyStack<float>(_folder.File("none")));
        Write(1, 1, 1, 1);
        File.Delete(_folder.File("1.npy"));
        File.Delete(_folder.File("2.npy"));
        Assert.Contains("3.npy, but no 1.npy", Assert.Throws<InvalidDataException>(() => MemMapShards.OpenNpyStack<float>(_folder.Path)).Message, StringComparison.Ordinal);
        File.Delete(_folder.File("0.npy"));
        Assert.Contains("no 0.npy", Assert.Throws<InvalidDataException>(() => MemMapShards.OpenNpyStack<float>(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenNpyStack_FilesThatDoNotFit_AreNamed()
    {
        Write(2, 2, 2);
        MemMapArray.CreateNpy<double>(_folder.File("1.npy"), (2, 5)).Dispose();
        Assert.Contains("1.npy", Assert.Throws<InvalidDataException>(() => MemMapShards.OpenNpyStack<float>(_folder.Path)).Message, StringComparison.Ordinal);
        MemMapArray.CreateNpy<float>(_folder.File("1.npy"), (2, 4)).Dispose();
        Assert.Contains("1.npy", Assert.Throws<InvalidDataException>(() => MemMapShards.OpenNpyStack<float>(_folder.Path)).Message, StringComparison.Ordinal);
        MemMapArray.CreateNpy<float>(_folder.File("1.npy"), (2, 5), MemMapOrder.F).Dispose();
        Assert.Contains("F order", Assert.Throws<InvalidDataException>(() => MemMapShards.OpenNpyStack<float>(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenNpyStack_InfoOfAnotherAxisOrUnknown_IsRefused()
    {
        Write(5, 5);
        byte[] info = Bytes(DaskInfo);
        info[^3] = 1;
        Check(info, "axis 1");
        info[^4] = (byte)'X';
        Check(info, "does not say");
        Check([], "does not say");
        Check(Encoding.ASCII.GetBytes("axis"), "does not say");
        Check(Encoding.ASCII.GetBytes("axisKu."), "does not say");
        Check(Encoding.ASCII.GetBytes("axisI1\nu."), "axis 1");
        Check(Encoding.ASCII.GetBytes("axisI1x\nu."), "does not say");
        Check([.. Bytes(DaskInfo), 0], "does not say");

        void Check(byte[] bytes, string reason)
        {
            File.WriteAllBytes(_folder.File("info"), bytes);
            Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => MemMapShards.OpenNpyStack<float>(_folder.Path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Commit_OfNumberedFiles_WritesTheInfoThatDaskReads()
    {
        using (ShardWriter<short> writer = MemMapShards.Create<short>(_folder.Path, (2, 3), new ShardWriterOptions { RowsPerShard = 1 }))
        {
            Assert.False(File.Exists(_folder.File("info")));
            writer.Append(new short[(writer.RowsPerShard + 7) * 6]);
            writer.Commit();
            Assert.Equal(2048, writer.RowsPerShard);
        }

        // A word that is dropped, then {'chunks': ((2048, 7), (2,), (3,)), 'dtype': '<i2', 'axis': 0}: marks, texts with their lengths, numbers in decimal.
        Assert.Equal(
            "\u0080\u0002X\u000b\0\0\0MemMapArray0}(X\u0006\0\0\0chunks((I2048\nI7\nt(I2\nt(I3\nttX\u0005\0\0\0dtypeX\u0003\0\0\0<i2X\u0004\0\0\0axisI0\nu.",
            string.Concat(File.ReadAllBytes(_folder.File("info")).Select(value => (char)value)));
        using MemMapShards<short> stack = MemMapShards.OpenNpyStack<short>(_folder.Path);
        Assert.Equal((2055, 2, 3), stack.Shape);
    }

    private void Write(params int[] rows)
    {
        int next = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            using MemMapArray<float> array = MemMapArray.CreateNpy<float>(_folder.File($"{i}.npy"), (rows[i], 5));
            array.CopyFrom([.. Enumerable.Range(next, rows[i] * 5).Select(element => (float)element)]);
            next += rows[i] * 5;
        }
    }

    private static byte[] Bytes(string hex) => [.. hex.Split(' ').Select(value => Convert.ToByte(value, 16))];
}
