using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Xunit;

namespace MemMap.Tests;

/// <summary>Layouts beside each other, beside sets of their bytes.</summary>
public sealed class LayoutOverlapTests
{
    [Fact]
    public void IsBeside_AnyTwoSlices_IsTrueOnlyWhereNoByteIsShared()
    {
        int beside = 0, apart = 0;
        Gen.Select(Gen.Int[1, 6].Array[1, 3], Gen.Int[1, 8], Gen.Int[0, int.MaxValue]).Sample(
            (shape, size, seed) =>
            {
                var whole = Layout.Create([.. shape.Select(length => (long)length)], MemMapOrder.C, 0, size);
                Random draw = new(seed);
                (Layout one, Layout other) = (SliceOf(whole, draw), SliceOf(whole, draw));
                bool share = BytesOf(one).Overlaps(BytesOf(other));
                Assert.False(one.IsBeside(other) && share);
                Assert.Equal(one.IsBeside(other), other.IsBeside(one));
                (beside, apart) = (beside + (one.IsBeside(other) ? 1 : 0), apart + (share ? 0 : 1));
            },
            iter: Iterations.Of(3000, 100_000),
            threads: 1);

        // Most of what is apart is seen.
        Assert.InRange(beside, apart * 0.8, apart);
    }

    [Fact]
    public void IsBeside_ColumnsFieldsAndBlocks_IsSeen()
    {
        var whole = Layout.Create([1000, 6], MemMapOrder.C, 16, 4);
        Layout columns = whole.Narrow(1, 0, 2), others = whole.Narrow(1, 2, 3);
        Assert.True(columns.IsBeside(others));
        Assert.True(whole.At(1, 5).IsBeside(others));
        Assert.False(whole.Narrow(1, 1, 2).IsBeside(columns));
        Assert.True(whole.Narrow(0, 0, 500).IsBeside(whole.Narrow(0, 500, 500)));

        var records = Layout.Create([1000], MemMapOrder.C, 0, 16);
        Assert.True(records.Field(8, 4).IsBeside(records.Field(12, 4)));
        Assert.False(records.Field(8, 8).IsBeside(records.Field(12, 4)));
        Assert.True(whole.Slice([Slice.Range(null, null, 2)]).IsBeside(whole.Slice([Slice.Range(1, null, 2)])));
    }

    private static HashSet<long> BytesOf(Layout layout) =>
        [.. Enumerable.Range(0, (int)layout.Length).SelectMany(i => Enumerable.Range(0, layout.ElementSize).Select(at => layout.OffsetOf(i) + at))];

    private static Layout SliceOf(Layout layout, Random draw)
    {
        Slice[] slices = [.. layout.Lengths.ToArray().Select(length => draw.Next(4) switch
        {
            0 => Slice.Range(null, null, draw.Next(2) == 0 ? -1 : 1),
            1 => Slice.Range(draw.NextInt64(length), null, draw.Next(1, 4)),
            2 => (Slice)Slice.Range(draw.NextInt64(length), null, -1),
            _ => Slice.Range(draw.NextInt64(length), draw.NextInt64(length) + 1, 1),
        })];
        Layout sliced = layout.Slice(slices);
        return sliced.ElementSize > 1 && draw.Next(3) == 0 ? sliced.Field(draw.Next(sliced.ElementSize - 1), 1) : sliced;
    }
}
