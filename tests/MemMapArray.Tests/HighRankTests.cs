using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests;

/// <summary>Arrays of many axes, and views without elements, through the whole library.</summary>
public sealed class HighRankTests : IDisposable
{
    private const int Rank = 16;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Each axis has length 2, so an index tuple is the bits of the element's number.
    private MemMapArray<int> Open(MemMapMode mode = MemMapMode.Read) =>
        MemMapArray.Open<int>(_folder.Write(Enumerable.Range(0, 1 << Rank).ToArray()), Enumerable.Repeat(2L, Rank).ToArray(), mode);

    private static int Reverse(int bits) => Enumerable.Range(0, Rank).Sum(i => ((bits >> i) & 1) << (Rank - 1 - i));

    [Fact]
    public void Transpose_Rank16_ReversesTheBitsOfTheNumber()
    {
        using MemMapArray<int> array = Open();
        Assert.Equal(Enumerable.Range(0, 1 << Rank).Select(Reverse), array.Transpose().ToArray());
    }

    [Fact]
    public void Slice_Rank16_SetsBitsOfTheNumber()
    {
        using MemMapArray<int> array = Open();
        MemMapView<int> view = array[1, .., Slice.Ellipsis, 1];
        Assert.Equal(Rank - 2, view.Rank);
        Assert.Equal(Enumerable.Range(0, 1 << (Rank - 2)).Select(i => (1 << (Rank - 1)) | (i << 1) | 1), view.ToArray());
        Assert.Equal(0b1000_0000_0000_0101, array[[.. Enumerable.Range(0, Rank).Select(i => i is 0 or 13 or 15 ? 1L : 0L)]]);
    }

    [Fact]
    public void Flip_EveryAxisOfRank16_CountsBackwards()
    {
        using MemMapArray<int> array = Open();
        MemMapView<int> flipped = Enumerable.Range(0, Rank).Aggregate((MemMapView<int>)array, (view, axis) => view.Flip(axis));
        Assert.Equal(Enumerable.Range(0, 1 << Rank).Reverse(), flipped.ToArray());
        Assert.Equal(Enumerable.Range(0, 1 << Rank).Reverse(), flipped.Reshape(-1).ToArray());
    }

    [Fact]
    public void CopyFrom_OwnTransposeOfRank16_ReversesTheBitsInPlace()
    {
        using MemMapArray<int> array = Open(MemMapMode.CopyOnWrite);
        array.CopyFrom(array.Transpose());
        Assert.Equal(Enumerable.Range(0, 1 << Rank).Select(Reverse), array.ToArray());
    }

    [Fact]
    public void Create_Rank64_ReadsAndWrites()
    {
        Shape shape = Enumerable.Range(0, 64).Select(i => i is 5 or 40 ? 3L : 1L).ToArray();
        using MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), shape, order: MemMapOrder.F);
        array.CopyFrom([0, 1, 2, 3, 4, 5, 6, 7, 8]);
        Assert.Equal([0, 3, 6, 1, 4, 7, 2, 5, 8], array.Transpose().ToArray());
        Assert.Equal([3, 3], array.Squeeze().Shape.ToArray());
        Assert.StartsWith(new string('[', 64) + "0]", array.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => MemMapArray.Create<int>(_folder.File("other"), Enumerable.Repeat(1L, 65).ToArray()));
        Assert.False(System.IO.File.Exists(_folder.File("other")));
    }

    [Fact]
    public void Views_WithoutElementsBehindTheEndOfTheFile_DoNothingQuietly()
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), (3, 0), offset: 5);
        MemMapView<int> view = array[2, ..];
        Assert.True(view.ByteOffset > new System.IO.FileInfo(_folder.File()).Length);
        Assert.Equal("[]", view.ToString());
        view.Flush();
        view.Prefetch();
        view.Fill(1);
        view.CopyFrom(view);
        Assert.Empty(view.ToArray());
        Assert.True(view.AsSpan().IsEmpty);
        Assert.False(view.GetEnumerator().MoveNext());
    }

    [Fact]
    public void BroadcastTo_TheMostElementsThatExist_ReadsThemAll()
    {
        using MemMapArray<byte> array = MemMapArray.Create<byte>(_folder.File(), 1);
        array[0] = 7;
        MemMapView<byte> view = array.BroadcastTo(long.MaxValue);
        Assert.Equal(long.MaxValue, view.ByteLength);
        Assert.Equal(7, view[long.MaxValue - 1]);
        Assert.True(view.IsReadOnly);
        Assert.Throws<InvalidOperationException>(() => view.ToArray());
        Assert.Equal("[7 7 7 ... 7 7 7]", view.ToString());
    }
}
