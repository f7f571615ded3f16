using System;
using MemMap.Copying;

namespace MemMap.Rows;

/// <summary>What has rows that can be taken, as it was at one moment: a view or an array of shards. Each copy takes a lease of its
/// own.</summary>
internal abstract unsafe class RowSource<T>
    where T : unmanaged
{
    private readonly long[] _lengths;

    private protected RowSource(ReadOnlySpan<long> lengths) => _lengths = lengths.ToArray();

    /// <summary>The length of each axis: at least one.</summary>
    public ReadOnlySpan<long> Lengths => _lengths;

    /// <summary>How many rows there are.</summary>
    public long Count => _lengths[0];

    /// <exception cref="ArgumentNullException">There is none.</exception>
    /// <exception cref="InvalidOperationException">The rank is 0.</exception>
    /// <exception cref="NotSupportedException">It has no rows of its own.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    public static RowSource<T> Of(ReductionSource<T> source, string name) => source switch
    {
        null => throw new ArgumentNullException(name),
        MemMapView<T> view when view.OpenWindow() is var window => window.Layout.Rank > 0
            ? new ViewRows<T>(window)
            : throw new InvalidOperationException("A view of rank 0 has no rows."),
        MemMapShardsView<T> shards => new ShardRows<T>(shards),
        _ => throw new NotSupportedException("Rows are taken from views and from arrays of shards. Of a source with a mask, use the " +
            "array that the mask was put on."),
    };

    /// <summary>The shape of some rows.</summary>
    public long[] WithRows(long count)
    {
        long[] lengths = (long[])_lengths.Clone();
        lengths[0] = count;
        return lengths;
    }

    /// <summary>The elements of some rows; <see cref="long.MaxValue"/> for more than there are numbers for.</summary>
    public long ElementsOf(long count)
    {
        double elements = count;
        long product = count;
        for (int axis = 1; axis < _lengths.Length; axis++)
        {
            elements *= _lengths[axis];
            product = unchecked(product * _lengths[axis]);
        }

        return elements < long.MaxValue ? product : long.MaxValue;
    }

    /// <summary>Whether some memory has bytes of it.</summary>
    public abstract bool HasBytesOf(StridedMemory memory);

    /// <summary>Copies some rows, in the order asked for.</summary>
    /// <param name="target">As many rows of the same shape, which have no bytes of this.</param>
    /// <param name="rows">Their numbers, which are in range.</param>
    /// <param name="count">How many; at most <see cref="RowCopy{T}.RowsAtOnce"/>.</param>
    /// <param name="threads">How many threads may work.</param>
    public abstract void Copy(StridedMemory target, long* rows, long count, int threads);

    /// <summary>Copies rows that follow each other.</summary>
    /// <param name="target">As many rows of the same shape.</param>
    /// <param name="start">The first.</param>
    public abstract void CopyRange(StridedMemory target, long start);

    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    public abstract void RequireOpen();
}
