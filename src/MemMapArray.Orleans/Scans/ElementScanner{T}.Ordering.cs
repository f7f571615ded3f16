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
        ShardRequest request, string file, int threads, Action<long> report, CancellationToken cancellation)
    {
        OrderRequest order = request.Order!;
        (MemMapShards<T> array, int index) = Open(request, file);
        using (array)
        {
            using MemMapArray<T> shard = array.OpenShard(index);
            ReductionOptions OptionsFrom(long before) => new()
            {
                MaxDegreeOfParallelism = threads,
                SkipNaN = request.SkipNaN,
                CancellationToken = cancellation,
                Progress = new Report(bytes => report(before + bytes)),
            };

            int[] axes = request.Axes ?? [.. Enumerable.Range(0, shard.Rank)];
            switch (order.Kind)
            {
                case OrderKind.Counts:
                    yield return array.CountForQuantiles(order.Question, new RowRange(request.FirstRow, request.Rows), OptionsFrom(0));
                    break;
                case OrderKind.Histogram:
                    Histogram histogram = order.Count == 0
                        ? shard.Histogram(order.Numbers, OptionsFrom(0))
                        : shard.Histogram(order.Count, (order.Numbers[0], order.Numbers[1]), OptionsFrom(0));
                    yield return MemoryMarshal.AsBytes(histogram.Counts).ToArray();
                    break;
                case OrderKind.Top when request.Axes is null:
                    (T[] first, long[] places) = shard.TopK(order.Count, order.IsLargest, OptionsFrom(0));
                    yield return BytesOf(first, places, request.FirstRow * (shard.Length / Math.Max(1, shard.Shape[0])));
                    break;
                default:
                    long perPiece = RowsPerPiece(request.Shape, order.Kind == OrderKind.Top && axes[0] != 0 ? [] : axes, request.Rows);
                    perPiece = Math.Max(1, perPiece / Math.Max(1, order.Numbers.Length));
                    for (long start = 0; start < request.Rows; start += perPiece)
                    {
                        MemMapView<T> rows = shard[Slice.Range(start, Math.Min(start + perPiece, request.Rows))];
                        ReductionOptions options = OptionsFrom(start * (shard.ByteLength / request.Rows));
                        yield return order.Kind == OrderKind.Top
                            ? TopOf(rows, order, axes[0], request.FirstRow, options)
                            : QuantilesOf(rows, order, axes, options);
                    }

                    break;
            }
        }
    }

    private static byte[] QuantilesOf(MemMapView<T> rows, OrderRequest order, int[] axes, ReductionOptions options)
    {
        NDArray<double> found = order.Method is { } method
            ? rows.Quantile(order.Numbers, axes, method, options: options)
            : rows.Median(axes, options: options);
        return MemoryMarshal.AsBytes(found.AsSpan()).ToArray();
    }

    private static byte[] TopOf(MemMapView<T> rows, OrderRequest order, int axis, long firstRow, ReductionOptions options)
    {
        (NDArray<T> values, NDArray<long> indexes) = rows.TopK(order.Count, axis, order.IsLargest, options);
        return BytesOf(values.AsSpan(), indexes.AsSpan(), axis == 0 ? firstRow : 0);
    }

    // Elements, and behind them their indexes in the whole array; -1 where there are no more.
    private static byte[] BytesOf(ReadOnlySpan<T> values, ReadOnlySpan<long> indexes, long before)
    {
        long[] ofWhole = indexes.ToArray();
        for (int i = 0; i < ofWhole.Length; i++)
        {
            ofWhole[i] += ofWhole[i] < 0 ? 0 : before;
        }

        return [.. MemoryMarshal.AsBytes(values), .. MemoryMarshal.AsBytes(ofWhole.AsSpan())];
    }
}
