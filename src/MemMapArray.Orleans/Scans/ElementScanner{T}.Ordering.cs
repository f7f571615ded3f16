using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;

namespace MemMap.Cluster;

/// <content>Quantiles, histograms, the largest elements.</content>
internal sealed partial class ElementScanner<T>
{
    /// <inheritdoc/>
    public override IEnumerable<ReadOnlyMemory<byte>> Order(
        ShardRequest request, SiloResources silo, Action<long> report, CancellationToken cancellation)
    {
        OrderRequest order = request.Order!;
        using ShardSource<T> source = ShardSource<T>.Open(request, silo.Files);
        RowRange rows = request.Shard.RowRange;
        ReductionOptions OptionsFrom(long before) => OptionsOf(request, silo, bytes => report(before + bytes), cancellation);
        int[] axes = request.Axes ?? [.. Enumerable.Range(0, request.Shape.Length)];
        switch (order.Kind)
        {
            case OrderKind.Counts:
                yield return source.Elements.CountForQuantiles(order.Question, rows, OptionsFrom(0));
                break;
            case OrderKind.Histogram:
                Histogram histogram = order.Count == 0
                    ? source.ElementsOf(rows).Histogram(order.Numbers, OptionsFrom(0))
                    : source.ElementsOf(rows).Histogram(order.Count, (order.Numbers[0], order.Numbers[1]), OptionsFrom(0));
                yield return MemoryMarshal.AsBytes(histogram.Counts).ToArray();
                break;
            case OrderKind.Top when request.Axes is null:
                (T[] first, long[] places) = source.ElementsOf(rows).TopK(order.Count, order.IsLargest, OptionsFrom(0));
                yield return BytesOf(first, places, request.Shard.FirstRow * (source.Array.Shape.Length / Math.Max(1, request.Shape[0])));
                break;
            default:
                long perPiece = RowsPerPiece(request.Shape, order.Kind == OrderKind.Top && axes[0] != 0 ? [] : axes, request.Shard.Rows);
                perPiece = Math.Max(1, perPiece / Math.Max(1, order.Numbers.Length));
                long rowBytes = source.Array.ByteLength / Math.Max(1, request.Shape[0]);
                for (long start = 0; start < request.Shard.Rows; start += perPiece)
                {
                    ReductionSource<T> some =
                        source.ElementsOf(new(request.Shard.FirstRow + start, Math.Min(perPiece, request.Shard.Rows - start)));
                    ReductionOptions options = OptionsFrom(start * rowBytes);
                    yield return order.Kind == OrderKind.Top
                        ? TopOf(some, order, axes[0], request.Shard.FirstRow, options)
                        : QuantilesOf(some, order, axes, options);
                }

                break;
        }
    }

    private static byte[] QuantilesOf(ReductionSource<T> rows, OrderRequest order, int[] axes, ReductionOptions options)
    {
        NDArray<double> found = order.Method is { } method
            ? rows.Quantile(order.Numbers, axes, method, options: options)
            : rows.Median(axes, options: options);
        return MemoryMarshal.AsBytes(found.AsSpan()).ToArray();
    }

    private static byte[] TopOf(ReductionSource<T> rows, OrderRequest order, int axis, long firstRow, ReductionOptions options)
    {
        (NDArray<T> values, NDArray<long> indexes) = rows.TopK(order.Count, axis, order.IsLargest, options);
        return BytesOf(values.ToArray(), indexes.AsSpan(), axis == 0 ? firstRow : 0);
    }

    // With their indexes in the whole array; -1 where there are no more.
    private static byte[] BytesOf(T[] values, ReadOnlySpan<long> indexes, long before)
    {
        long[] ofWhole = indexes.ToArray();
        for (int i = 0; i < ofWhole.Length; i++)
        {
            ofWhole[i] += ofWhole[i] < 0 ? 0 : before;
        }

        return new TopElements<T>(values, ofWhole).ToBytes();
    }
}
