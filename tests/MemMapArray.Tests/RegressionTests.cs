using System;
using System.IO;
using System.Linq;
using MemMap.Mapping;
using Xunit;

namespace MemMap.Tests;

/// <summary>Faults that a review found: each test is the program that showed one.</summary>
public sealed class RegressionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Enumerator_CopiedMidway_BothGoOnByThemselves()
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([.. Enumerable.Range(0, 12)]), (3, 4));
        MemMapView<int>.Enumerator one = array.Transpose().GetEnumerator();
        Assert.True(one.MoveNext());
        MemMapView<int>.Enumerator other = one;
        int rest = 0;
        while (other.MoveNext())
        {
            rest += other.Current;
        }

        Assert.Equal(66, rest);
        Assert.True(one.MoveNext());
        Assert.Equal(4, one.Current);
        Assert.Throws<InvalidOperationException>(() => other.Current);
    }

    [Fact]
    public void CopyFrom_ASecondArrayOverTheSameFile_IsAsIfCopiedFirst()
    {
        int[] elements = [.. Enumerable.Range(0, 3_000_000)];
        string path = _folder.Write(elements);
        using MemMapArray<int> one = MemMapArray.Open<int>(path, MemMapMode.ReadWrite), other = MemMapArray.Open<int>(path);
        one[1..].CopyFrom(other[..^1]);
        Assert.Equal([0, .. elements[..^1]], one.ToArray());
    }

    [Fact]
    public void CopyFrom_ASpanFromBeforeGrowth_IsAsIfCopiedFirst()
    {
        int[] elements = [.. Enumerable.Range(0, 3_000_000)];
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write(elements), MemMapMode.ReadWrite);
        Span<int> span = array.AsSpan();
        array.Append([-1]);
        array[1..^1].CopyFrom(span[..^1]);
        Assert.Equal([0, .. elements[..^1], -1], array.ToArray());
        array[..^2].CopyTo(span[1..]);
        Assert.Equal([0, 0, .. elements[..^2], -1], array.ToArray());
    }

    [Fact]
    public void CopyFrom_ABroadcastRowOfItself_IsTheRowEverywhere()
    {
        using MemMapArray<int> rows = MemMapArray.Open<int>(_folder.Write([.. Enumerable.Range(0, 4000)]), (400, 10), MemMapMode.ReadWrite);
        rows[..].CopyFrom(rows[7, ..]);
        Assert.All(Enumerable.Range(0, 400), row => Assert.Equal(Enumerable.Range(70, 10), rows[row, ..].ToArray()));
    }

    [Fact]
    public void CopyFrom_LeadingAxesOfLengthOne_AreDroppedAsNumPyDoes()
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([1, 2, 3]), MemMapMode.ReadWrite);
        using MemMapArray<int> other = MemMapArray.Open<int>(_folder.Write([4, 5, 6], name: "other"), (1, 1, 3));
        array.CopyFrom(other);
        Assert.Equal([4, 5, 6], array.ToArray());
        Assert.Throws<ArgumentException>(() => array.CopyFrom(other.Reshape((3, 1))));
    }

    [Fact]
    public void Resize_RefusedByAUserOfOneMapping_LeavesViewsOfTheOthersValid()
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([1, 2, 3]), MemMapMode.ReadWrite);
        MemMapView<int> oldest = array[..];
        array.Append([4]);
        using (Lease lease = array.Window.Region.Lease())
        {
            Assert.Throws<InvalidOperationException>(() => array.Resize(1));
            Assert.Equal([1, 2, 3], oldest.ToArray());
        }

        array.Resize(1);
        Assert.Throws<ObjectDisposedException>(() => oldest.ToArray());
        Assert.Equal([1], array.ToArray());
    }

    [Fact]
    public void Create_LargerThanTheDisk_LeavesTheOldFileAlone()
    {
        string path = _folder.Write([1, 2, 3]);
        long tooMuch = new DriveInfo(_folder.Path).TotalSize * 2;
        Assert.Throws<IOException>(() => MemMapArray.Create<byte>(path, tooMuch));
        Assert.Equal(12, new FileInfo(path).Length);
        Assert.Throws<IOException>(() => MemMapArray.Create<byte>(_folder.File("new"), tooMuch));
        Assert.False(File.Exists(_folder.File("new")));
    }

    [Fact]
    public void Open_Pipe_IsAnIOException()
    {
        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream(System.IO.Pipes.PipeDirection.In);
        Assert.ThrowsAny<IOException>(() => MemMapArray.Open<byte>("/proc/self/fd/" + pipe.SafePipeHandle.DangerousGetHandle(), 10));
    }

    [Fact]
    public void Cast_OfNoElementsBesideAHugeLength_Refuses()
    {
        using MemMapArray<byte> array = MemMapArray.Create<byte>(_folder.File(), (1L << 62, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => array.Cast<long>());
        Assert.Empty(array.ToArray());
        array.Fill(1);
    }
}
