using System;
using System.Collections.Generic;
using MemMap.Tool.Containers;

namespace MemMap.Tool.Comparing;

/// <summary>Reads two arrays of one shape side by side, in C order, a block at a time.</summary>
internal sealed class BlockPairs<TX, TY> : IDisposable
    where TX : unmanaged
    where TY : unmanaged
{
    private const int MostElements = 1 << 16;

    private readonly TX[] _xs = new TX[MostElements];
    private readonly TY[] _ys = new TY[MostElements];
    private readonly IEnumerator<(MemMapView<TX> X, MemMapView<TY> Y)> _blocks;
    private long _place;

    public BlockPairs(OpenedArray<TX> x, OpenedArray<TY> y) => _blocks = Blocks(x, y).GetEnumerator();

    /// <summary>Reads the next block.</summary>
    /// <param name="xs">Elements of the first array.</param>
    /// <param name="ys">Those at the same indexes of the second.</param>
    /// <param name="place">The place of the first of them in C order.</param>
    public bool Next(out ReadOnlySpan<TX> xs, out ReadOnlySpan<TY> ys, out long place)
    {
        place = _place;
        xs = [];
        ys = [];
        if (!_blocks.MoveNext())
        {
            return false;
        }

        (MemMapView<TX> x, MemMapView<TY> y) = _blocks.Current;
        int length = (int)x.Length;
        x.CopyTo(_xs.AsSpan(0, length));
        y.CopyTo(_ys.AsSpan(0, length));
        xs = _xs.AsSpan(0, length);
        ys = _ys.AsSpan(0, length);
        _place += length;
        return true;
    }

    public void Dispose() => _blocks.Dispose();

    // Where one array is cut into files and the other is not, or elsewhere, the rows that both have in one file go together.
    private static IEnumerable<(MemMapView<TX> X, MemMapView<TY> Y)> Blocks(OpenedArray<TX> x, OpenedArray<TY> y)
    {
        using IEnumerator<ArrayPart<TX>> xParts = x.Parts().GetEnumerator();
        using IEnumerator<ArrayPart<TY>> yParts = y.Parts().GetEnumerator();
        bool isMore = xParts.MoveNext() && yParts.MoveNext();
        for (long row = 0; isMore;)
        {
            (ArrayPart<TX> a, ArrayPart<TY> b) = (xParts.Current, yParts.Current);
            long end = Math.Min(a.FirstRow + a.Rows, b.FirstRow + b.Rows);
            (MemMapView<TX> someX, MemMapView<TY> someY) = (a.Take(row, end), b.Take(row, end));
            foreach (Slice[] box in Boxes.Of(someX.Shape, MostElements))
            {
                yield return (someX[box], someY[box]);
            }

            isMore = (end < a.FirstRow + a.Rows || xParts.MoveNext()) && (end < b.FirstRow + b.Rows || yParts.MoveNext());
            row = end;
        }
    }
}
