using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MemMap.Tests.Views;

/// <summary>Several arrays over one file that grows: appends, batches, and rows made visible.</summary>
public sealed class MemMapArrayAppendingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, MemMapOrder.C)]
    [InlineData(true, MemMapOrder.C)]
    [InlineData(false, MemMapOrder.F)]
    [InlineData(true, MemMapOrder.F)]
    public void Append_TwoArraysInTurn_ContinuesBehindTheOther(bool isNpy, MemMapOrder order)
    {
        using MemMapArray<int> one = Create(isNpy, order);
        using MemMapArray<int> two = Open(isNpy, order, MemMapMode.ReadWrite), reader = Open(isNpy, order, MemMapMode.Read);
        MemMapView<int> before = reader[Slice.Ellipsis];
        for (int i = 0; i < 20; i += 2)
        {
            one.Append([i, i, i]);
            two.Append([i + 1, i + 1, i + 1]);
            Assert.Equal(2, reader.Refresh());
            Assert.Equal(0, reader.Refresh());
        }

        one.Refresh();
        foreach (MemMapArray<int> array in new[] { one, two, reader })
        {
            MemMapView<int> rows = order == MemMapOrder.C ? array : array.Transpose();
            Assert.Equal((20, 3), rows.Shape);
            Assert.Equal(Enumerable.Range(0, 20).SelectMany(i => new[] { i, i, i }), rows.ToArray());
        }

        Assert.Equal(0, before.Length);
        Assert.Equal(one.Offset + one.ByteLength, new FileInfo(_folder.File()).Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Append_ArraysOnThreads_LosesNoRow(bool isNpy)
    {
        int each = isNpy ? 40 : 1500;
        Create(isNpy).Dispose();
        Parallel.For(0, 4, thread =>
        {
            using MemMapArray<int> array = Open(isNpy, MemMapOrder.C, MemMapMode.ReadWrite);
            for (int i = 0; i < each; i++)
            {
                array.Append([thread, i, thread ^ i]);
            }
        });
        using MemMapArray<int> all = Open(isNpy, MemMapOrder.C, MemMapMode.Read);
        Assert.Equal(4 * each, all.Shape[0]);
        var rows = Enumerable.Range(0, 4 * each).Select(i => (all[i, 0], all[i, 1], all[i, 2])).ToHashSet();
        Assert.Equal(4 * each, rows.Count);
        Assert.All(rows, row => Assert.Equal(row.Item1 ^ row.Item2, row.Item3));
    }

    [Fact]
    public void BeginAppend_OfNpy_CountsAtFlushAndAtItsEnd()
    {
        using MemMapArray<int> array = Create(isNpy: true);
        using (array.BeginAppend())
        {
            array.Append([1, 2, 3]);
            array.Append([4, 5, 6]);
            Assert.Equal(((2, 3), (Shape)(0, 3)), (array.Shape, NpyHeader.Read(_folder.File()).Shape));
            array.Flush();
            Assert.Equal((2, 3), NpyHeader.Read(_folder.File()).Shape);
            array.Append([7, 8, 9]);
            Assert.Throws<InvalidOperationException>(() => array.BeginAppend());
            Assert.Throws<InvalidOperationException>(() => array.Resize(1));
            using MemMapArray<int> other = Open(isNpy: true, MemMapOrder.C, MemMapMode.ReadWrite);
            Assert.Throws<IOException>(() => other.Append([0, 0, 0]));
        }

        Assert.Equal((3, 3), NpyHeader.Read(_folder.File()).Shape);
        array.Append([10, 11, 12]);
        Assert.Equal(Enumerable.Range(1, 12), array.ToArray());
    }

    [Fact]
    public void Dispose_InABatch_CountsItsRows()
    {
        MemMapArray<int> array = Create(isNpy: true);
        IDisposable batch = array.BeginAppend();
        array.Append([1, 2, 3]);
        array.Dispose();
        batch.Dispose();
        batch.Dispose();
        using MemMapArray<int> again = Open(isNpy: true, MemMapOrder.C, MemMapMode.ReadWrite);
        Assert.Equal([1, 2, 3], again.ToArray());
        again.Append([4, 5, 6]);
    }

    [Fact]
    public void BeginAppend_BytesThatNothingCounts_AreDroppedOnlyWhenItIsSaid()
    {
        Create(isNpy: true).Dispose();
        using (FileStream stream = File.Open(_folder.File(), FileMode.Append))
        {
            stream.Write([1, 2, 3, 4, 5]);
        }

        using MemMapArray<int> array = Open(isNpy: true, MemMapOrder.C, MemMapMode.ReadWrite);
        Assert.Contains("dropUncounted", Assert.Throws<InvalidOperationException>(() => array.Append([1, 2, 3])).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => array.BeginAppend());
        Assert.Equal(array.Offset + 5, new FileInfo(_folder.File()).Length);
        using (array.BeginAppend(dropUncounted: true))
        {
            array.Append([1, 2, 3]);
        }

        array.Append([4, 5, 6]);
        Assert.Equal(array.Offset + 24, new FileInfo(_folder.File()).Length);
    }

    // An appender that was killed left a part of a row.
    [Fact]
    public void Append_TornRowOfAnother_IsWrittenOver()
    {
        using MemMapArray<int> array = Create(isNpy: false);
        using MemMapArray<int> reader = Open(isNpy: false, MemMapOrder.C, MemMapMode.Read);
        array.Append([1, 2, 3]);
        using (FileStream stream = new(_folder.File(), FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.Write([9, 9, 9, 9, 9]);
        }

        Assert.Equal((1, 0), (reader.Refresh(), reader.Refresh()));
        array.Append([4, 5, 6]);
        reader.Refresh();
        Assert.Equal(Enumerable.Range(1, 6), reader.ToArray());
    }

    [Fact]
    public void Refresh_WhatCannotBeKnown_Throws()
    {
        string path = _folder.Write(Enumerable.Range(0, 10).ToArray());
        using MemMapArray<int> part = MemMapArray.Open<int>(path, (2, 3)), own = MemMapArray.Open<int>(path, MemMapMode.CopyOnWrite);
        Assert.Throws<InvalidOperationException>(() => part.Refresh());
        Assert.Throws<NotSupportedException>(() => own.Refresh());
        using MemMapArray<int> scalar = MemMapArray.Open<int>(_folder.Write([7], name: "scalar.bin"), []);
        Assert.Throws<InvalidOperationException>(() => scalar.Refresh());
    }

    [Fact]
    public void Refresh_FileThatIsShorterOrAnother_Throws()
    {
        using MemMapArray<int> array = Create(isNpy: true);
        array.Append([1, 2, 3, 4, 5, 6]);
        using MemMapArray<int> reader = Open(isNpy: true, MemMapOrder.C, MemMapMode.Read);
        array.Resize(1);
        Assert.Contains("1 rows", Assert.Throws<IOException>(() => reader.Refresh()).Message, StringComparison.Ordinal);
        using (FileStream stream = new(_folder.File(), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            byte[] other = File.ReadAllBytes(_folder.File());
            other[Array.IndexOf(other, (byte)'4', 10)] = (byte)'8';
            stream.Write(other);
        }

        Assert.ThrowsAny<InvalidDataException>(() => reader.Refresh());
        Assert.ThrowsAny<InvalidDataException>(() => array.Append([1, 2, 3]));
    }

    [Fact]
    public void Create_OverAFileThatIsOpen_LeavesItToWhoHasIt()
    {
        string path = _folder.Write(Enumerable.Range(0, 100).ToArray());
        using MemMapArray<int> old = MemMapArray.Open<int>(path);
        using (MemMapArray<int> created = MemMapArray.Create<int>(path, 5))
        {
            created.Fill(3);
            Assert.Equal(path, created.Path);
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(Enumerable.Range(0, 100), old.ToArray());
        }

        using MemMapArray<int> now = MemMapArray.Open<int>(path);
        Assert.Equal([3, 3, 3, 3, 3], now.ToArray());
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Create_ByALinkToAFile_ReplacesWhatItLeadsTo()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string target = _folder.Write(new byte[3], name: "target.bin"), link = _folder.File("link.bin");
        File.CreateSymbolicLink(link, target);
        MemMapArray.Create<byte>(link, 7).Dispose();
        Assert.Equal((7, target), (new FileInfo(target).Length, new FileInfo(link).LinkTarget));
    }

    [Fact]
    public void Create_FileThatAnotherHasForHimself_IsRefusedAndStays()
    {
        string path = _folder.Write(new byte[] { 1, 2, 3 });
        using (MemMapArray.Open<byte>(path, new MemMapOptions { Mode = MemMapMode.ReadWrite, Share = FileShare.None }))
        {
            Assert.Throws<IOException>(() => MemMapArray.Create<byte>(path, 7));
        }

        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Resize_FileThatWasDeleted_ThrowsOrGrowsAndTheArrayStays()
    {
        using MemMapArray<int> array = Create(isNpy: false);
        array.Append([1, 2, 3]);
        File.Delete(_folder.File());
        Exception? exception = Record.Exception(() => array.Resize(1000));
        Assert.True(exception is null or IOException, $"{exception}");
        Assert.Equal([1, 2, 3], array[..1].ToArray());
        Assert.True(Record.Exception(() => array.Append([4, 5, 6])) is null or IOException);
        array.Resize(1);
        Assert.Equal([1, 2, 3], array.ToArray());
        Assert.False(File.Exists(_folder.File()));
    }

    private MemMapArray<int> Create(bool isNpy, MemMapOrder order = MemMapOrder.C)
    {
        Shape shape = order == MemMapOrder.C ? (0, 3) : (3, 0);
        return isNpy ? MemMapArray.CreateNpy<int>(_folder.File(), shape, order) : MemMapArray.Create<int>(_folder.File(), shape, order: order);
    }

    private MemMapArray<int> Open(bool isNpy, MemMapOrder order, MemMapMode mode) =>
        isNpy ? MemMapArray.OpenNpy<int>(_folder.File(), mode) : MemMapArray.Open<int>(_folder.File(), order == MemMapOrder.C ? (-1, 3) : (3, -1), mode, order: order);
}
