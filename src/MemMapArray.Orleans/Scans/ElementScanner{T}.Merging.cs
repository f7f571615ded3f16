using System;
using System.Runtime.InteropServices;

namespace MemMap.Cluster;

/// <content>Answers for several shards as one.</content>
internal sealed partial class ElementScanner<T>
{
    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Merge(
        ShardRequest request, SiloResources silo, ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        if (request.Reduction is { } name)
        {
            return silo.Reductions.Find<T>(name, request.IsCustom).MergePartialBytes([first.ToArray(), second.ToArray()]);
        }

        if (request.Relation is not null)
        {
            RelationPartial all = RelationPartial.Read(first.Span);
            all.Merge(RelationPartial.Read(second.Span));
            return all.ToBytes();
        }

        return request.Order is { } order && order.Merges(request.Axes)
            ? Merge(order, request, first, second)
            : throw new ArgumentException("What is asked for is of one shard: it does not merge.");
    }

    private static ReadOnlyMemory<byte> Merge(
        OrderRequest order, ShardRequest request, ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        if (order.Kind == OrderKind.Counts)
        {
            return QuantilePlan.MergeCounts([first.ToArray(), second.ToArray()]);
        }

        if (order.Kind == OrderKind.Histogram)
        {
            return Add(first.Span, second.Span);
        }

        long columns = request.Axes is null ? 1 : Math.Max(1, RowShape.ElementsOf(request.Shape));
        return TopElements<T>.Read(first.Span, columns)
            .Merge(TopElements<T>.Read(second.Span, columns), order, columns, request.SkipNaN).ToBytes();
    }

    private static byte[] Add(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        byte[] sums = first.ToArray();
        Span<long> counts = MemoryMarshal.Cast<byte, long>(sums.AsSpan());
        ReadOnlySpan<long> more = MemoryMarshal.Cast<byte, long>(second);
        for (int bin = 0; bin < counts.Length; bin++)
        {
            counts[bin] += more[bin];
        }

        return sums;
    }
}
