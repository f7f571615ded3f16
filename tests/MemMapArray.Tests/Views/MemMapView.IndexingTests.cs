using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Xunit;

namespace MemMap.Tests.Views;

/// <summary>Elements by index: the right one, or an exception that says what to write instead.</summary>
public sealed class MemMapViewIndexingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(ModeArrays.AllModes), MemberType = typeof(ModeArrays))]
    public void Indexer_EveryForm_ReadsTheSameElement(MemMapMode mode)
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, mode, [2, 3, 4, 5, 6]);
        Assert.Equal(719, array[1, 2, 3, 4, 5]);
        Assert.Equal(719, array[[1, 2, 3, 4, 5]]);
        Assert.Equal(719, array[1, .., .., .., ..][2, 3, 4, 5]);
        Assert.Equal(719, array[1, 2, .., ..][3L, 4L, 5L]);
        MemMapView<int> matrix = array[1, 2, 3, ..];
        Assert.Equal([719, 719, 719], [matrix[4, 5], matrix[4L, 5L], matrix[^1, ^1]]);
        MemMapView<int> vector = matrix[4, ..];
        Assert.Equal([719, 719, 719, 719], [vector[5], vector[5L], vector[^1], vector[(ReadOnlySpan<long>)[5]]]);
        Assert.Equal(719, array[1, 2, 3, ..][4, ..][(Slice)5].Value);
        Assert.Equal([1, 3, 5], vector[(1, null, 2)].ToArray().Select(x => x - 714));
    }

    [Theory]
    [MemberData(nameof(ModeArrays.WritingModes), MemberType = typeof(ModeArrays))]
    public void Indexer_EveryForm_WritesTheSameElement(MemMapMode mode)
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, mode, [2, 3, 4, 5, 6]);
        MemMapView<int> four = array[1, .., .., .., ..], three = four[2, .., .., ..], two = three[3, .., ..], one = two[4, ..], zero = one[(Slice)5];
        foreach (Action<int> write in new Action<int>[]
        {
            x => array[1, 2, 3, 4, 5] = x, x => four[2, 3, 4, 5] = x, x => three[3, 4, 5] = x,
            x => two[4, 5] = x, x => two[4L, 5L] = x, x => two[^1, ^1] = x,
            x => one[5] = x, x => one[5L] = x, x => one[^1] = x, x => zero.Value = x,
            x => array.GetReference(1, 2, 3, 4, 5) = x, x => four.GetReference(2, 3, 4, 5) = x, x => three.GetReference(3, 4, 5) = x,
            x => two.GetReference(4, 5) = x, x => one.GetReference(5) = x, x => zero.GetReference([]) = x,
        })
        {
            int value = -array[1, 2, 3, 4, 5] - 1;
            write(value);
            Assert.Equal(value, array[1, 2, 3, 4, 5]);
        }

        Assert.Equal(Enumerable.Range(0, 719), array.ToArray().Take(719));
    }

    [Theory]
    [MemberData(nameof(ModeArrays.AllModes), MemberType = typeof(ModeArrays))]
    public void Indexer_OutsideAnAxis_SaysAxisIndexAndLength(MemMapMode mode)
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, mode, [2, 3, 4, 5, 6]);
        MemMapView<int> four = array[1, .., .., .., ..], three = four[2, .., .., ..], two = three[3, .., ..], one = two[4, ..];
        foreach ((Action call, int axis, long index, long length) in new (Action, int, long, long)[]
        {
            (() => _ = one[6], 0, 6, 6), (() => _ = one[-1], 0, -1, 6), (() => _ = one[6L], 0, 6, 6), (() => _ = one[^0], 0, 6, 6),
            (() => _ = one[long.MinValue], 0, long.MinValue, 6), (() => _ = one[long.MaxValue], 0, long.MaxValue, 6),
            (() => _ = two[5, 0], 0, 5, 5), (() => _ = two[0, 6], 1, 6, 6), (() => _ = two[0, -1], 1, -1, 6), (() => _ = two[0L, 6L], 1, 6, 6), (() => _ = two[^1, ^0], 1, 6, 6),
            (() => _ = three[4, 0, 0], 0, 4, 4), (() => _ = three[0, 0, 6], 2, 6, 6),
            (() => _ = four[0, 0, 5, 0], 2, 5, 5), (() => _ = array[0, 0, 0, 0, 6], 4, 6, 6), (() => _ = array[-1, 0, 0, 0, 0], 0, -1, 2),
            (() => _ = array[2, ..], 0, 2, 2), (() => _ = array[-1, ..], 0, -1, 2), (() => _ = array[.., 3], 1, 3, 3), (() => _ = array[Slice.Ellipsis, 6], 4, 6, 6),
            (() => one.GetReadOnlyRowSpan(6), 0, 6, 6), (() => array.GetReadOnlyRowSpan(-1), 0, -1, 2),
        })
        {
            FolderSnapshot.Refused<IndexOutOfRangeException>(_folder, call, $"axis {axis}", $"Index {index} ", $"length {length}");
        }

        FolderSnapshot.Refused<IndexOutOfRangeException>(_folder, () => _ = array[^3, ..], "axis 0", "^3", "length 2");
        FolderSnapshot.Refused<IndexOutOfRangeException>(_folder, () => _ = one[^7], "axis 0", "^7", "length 6");
        FolderSnapshot.Refused<IndexOutOfRangeException>(_folder, () => _ = one[-1], "^1");
        FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => _ = array[.., 1..4], "axis 1", "1..4", "length 3");
    }

    [Theory]
    [MemberData(nameof(ModeArrays.WritingModes), MemberType = typeof(ModeArrays))]
    public void IndexerSet_OutsideAnAxis_ChangesNothing(MemMapMode mode)
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, mode, [2, 3, 4, 5, 6]);
        MemMapView<int> four = array[0, .., .., .., ..], three = four[0, .., .., ..], two = three[0, .., ..], one = two[0, ..];
        foreach (Action call in new Action[]
        {
            () => one[6] = 1, () => one[-1] = 1, () => one[6L] = 1, () => one[^7] = 1, () => two[0, 6] = 1, () => two[5L, 0L] = 1, () => two[^0, ^1] = 1,
            () => three[0, 0, 6] = 1, () => four[0, 0, 0, -1] = 1, () => array[2, 0, 0, 0, 0] = 1,
            () => one.GetReference(6) = 1, () => two.GetReference(0, 6) = 1, () => three.GetReference(4, 0, 0) = 1, () => four.GetReference(0, 0, 0, 6) = 1,
            () => array.GetReference(0, 0, 0, 0, -1) = 1, () => array.GetRowSpan(2),
        })
        {
            FolderSnapshot.Refused<IndexOutOfRangeException>(_folder, call, "is out of range for axis");
        }

        Assert.Equal(Enumerable.Range(0, 720), array.ToArray());
    }

    [Theory]
    [MemberData(nameof(ModeArrays.AllModes), MemberType = typeof(ModeArrays))]
    public void Indexer_WrongNumberOfIndexes_SaysWhatToWrite(MemMapMode mode)
    {
        using MemMapArray<int> matrix = ModeArrays.Open(_folder, mode, (3, 4), name: "matrix.bin");
        using MemMapArray<int> scalar = ModeArrays.Open(_folder, mode, [], name: "scalar.bin");
        foreach (Action call in new Action[] { () => _ = matrix[1], () => _ = matrix[1L], () => _ = matrix[^1], () => _ = matrix[(ReadOnlySpan<long>)[1]] })
        {
            FolderSnapshot.Refused<ArgumentException>(_folder, call, "1 index was given", "(3, 4)", "needs 2", "view[i0, i1]", "view[i0, ..]");
        }

        FolderSnapshot.Refused<ArgumentException>(_folder, () => _ = matrix.Value, "0 indexes were given", "(3, 4)", "view[i0, i1]");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => _ = matrix[0, 0, 0], "3 indexes were given", "(3, 4)", "needs 2", "view[i0, i1]");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => _ = matrix[0, 0, 0, 0], "4 indexes");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => _ = matrix[0, 0, 0, 0, 0], "5 indexes");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => _ = matrix[0, ..][0, 0], "2 indexes", "(4,)", "view[i0]");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => _ = matrix[0, ..][^1, ^1], "2 indexes", "(4,)", "view[i0]");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => _ = scalar[0], "()", "view.Value");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => _ = scalar[^1], "()", "view.Value");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => _ = matrix[.., .., ..], "3 indexes", "(3, 4)", "2 axes");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => _ = matrix[Slice.Ellipsis, Slice.Ellipsis], "Ellipsis");
        FolderSnapshot.Refused<InvalidOperationException>(_folder, () => scalar.GetReadOnlyRowSpan(0), "view.Value");
        FolderSnapshot.Refused<InvalidOperationException>(_folder, () => scalar.Chunks(1), "rank 0");
        FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => matrix.Chunks(0), "at least one row");
    }

    [Theory]
    [MemberData(nameof(ModeArrays.WritingModes), MemberType = typeof(ModeArrays))]
    public void IndexerSet_WrongNumberOfIndexes_ChangesNothing(MemMapMode mode)
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, mode, (3, 4));
        foreach (Action call in new Action[]
        {
            () => array[0] = 1, () => array[0L] = 1, () => array[^1] = 1, () => array.Value = 1, () => array[0, 0, 0] = 1, () => array[0, 0, 0, 0] = 1,
            () => array[0, 0, 0, 0, 0] = 1, () => array[0, ..][0, 0] = 1, () => array[0, ..][^1, ^1] = 1, () => array.GetReference(0) = 1, () => array.GetReference(0, 0, 0) = 1,
        })
        {
            FolderSnapshot.Refused<ArgumentException>(_folder, call, "needs");
        }

        Assert.Equal(Enumerable.Range(0, 12), array.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void GetReference_UnalignedAddress_Throws(int offset)
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.ReadWrite, 8, offset);
        FolderSnapshot.Refused<InvalidOperationException>(_folder, () => array.GetReference(3) = 1, $"byte {offset} ", "multiple of 4");
        Assert.Equal(3, array[3]);
    }

    [Fact]
    public void GetReference_OfARecord_AsksForTheAlignmentOfItsLargestField()
    {
        using MemMapArray<(int, int)> twice = MemMapArray.Create<(int, int)>(_folder.File("pairs.bin"), 4, offset: 4);
        Assert.Throws<InvalidOperationException>(() => twice.GetReference(0));
        using MemMapArray<byte> bytes = MemMapArray.Create<byte>(_folder.File("bytes.bin"), 4, offset: 3);
        bytes.GetReference(1) = 5;
        Assert.Equal(5, bytes[1]);
    }

    [Fact]
    public void GetReference_TwoMappingsOfOneFile_CountTogether()
    {
        using MemMapArray<long> one = MemMapArray.Create<long>(_folder.File(), (2, 3), offset: 8);
        using MemMapArray<long> two = MemMapArray.Open<long>(one.Path, (2, 3), MemMapMode.ReadWrite, 8);
        var threads = new List<Thread>();
        foreach (MemMapArray<long> array in new[] { one, two, one, two })
        {
            var thread = new Thread(() =>
            {
                for (int i = 0; i < 10_000; i++)
                {
                    Interlocked.Increment(ref array.GetReference(1, 2));
                }
            });
            thread.Start();
            threads.Add(thread);
        }

        threads.ForEach(thread => thread.Join());
        Assert.Equal(40_000, one[1, 2]);
    }
}
