using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemMap.Cluster;

/// <summary>The first elements of each of some columns, and their indexes in the whole array: those of some rows, or of all. As bytes the
/// elements, and behind them the indexes, in C order.</summary>
/// <param name="Values">The elements.</param>
/// <param name="Indexes">Their indexes; -1 where a column has no more.</param>
internal sealed record TopElements<T>(T[] Values, long[] Indexes)
    where T : unmanaged
{
    /// <summary>Where the elements end and the indexes begin.</summary>
    public static int Split(int bytes) => bytes / (Unsafe.SizeOf<T>() + sizeof(long)) * Unsafe.SizeOf<T>();

    /// <exception cref="InvalidDataException">There are not as many indexes as elements, or not as many of each column.</exception>
    public static TopElements<T> Read(ReadOnlySpan<byte> bytes, long columns)
    {
        int split = Split(bytes.Length);
        T[] values = MemoryMarshal.Cast<byte, T>(bytes[..split]).ToArray();
        return bytes.Length - split == values.Length * sizeof(long) && values.Length % columns == 0
            ? new(values, MemoryMarshal.Cast<byte, long>(bytes[split..]).ToArray())
            : throw new InvalidDataException($"{bytes.Length} bytes are not elements and their indexes, of {columns} columns.");
    }

    public byte[] ToBytes() => [.. MemoryMarshal.AsBytes(Values.AsSpan()), .. MemoryMarshal.AsBytes(Indexes.AsSpan())];

    /// <summary>The first elements of these and others.</summary>
    /// <param name="other">Those of other rows.</param>
    /// <param name="order">What comes first, and how many.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="skipNaN">NaN is left out; otherwise it comes after all numbers.</param>
    public TopElements<T> Merge(TopElements<T> other, OrderRequest order, long columns, bool skipNaN)
    {
        T[] values = [.. Values, .. other.Values];
        long[] indexes = [.. Indexes, .. other.Indexes];
        SortByIndex(values, indexes, columns);

        // What stands where a column has no more is no element.
        NDArray<T> all = NDArray.From(values, (values.Length / columns, columns));
        NDArray<bool> isElement = NDArray.From([.. indexes.Select(static index => index >= 0)], all.Shape);
        (NDArray<T> first, NDArray<long> places) =
            all.Where(isElement).TopK(order.Count, 0, order.IsLargest, new ReductionOptions { SkipNaN = skipNaN });
        long[] found = places.ToArray();
        for (int i = 0; i < found.Length; i++)
        {
            found[i] = found[i] < 0 ? -1 : indexes[(found[i] * columns) + (i % columns)];
        }

        return new(first.ToArray(), found);
    }

    // In each column: of equal elements those of lower index come first, whichever rows were there first.
    private static void SortByIndex(T[] values, long[] indexes, long columns)
    {
        var ofColumn = new T[values.Length / columns];
        long[] places = new long[ofColumn.Length];
        for (long column = 0; column < columns; column++)
        {
            for (int i = 0; i < places.Length; i++)
            {
                (ofColumn[i], places[i]) = (values[(i * columns) + column], indexes[(i * columns) + column]);
            }

            Array.Sort(places, ofColumn);
            for (int i = 0; i < places.Length; i++)
            {
                (values[(i * columns) + column], indexes[(i * columns) + column]) = (ofColumn[i], places[i]);
            }
        }
    }
}
