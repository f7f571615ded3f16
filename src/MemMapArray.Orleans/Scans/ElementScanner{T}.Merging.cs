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

        return request.Order?.Kind == OrderKind.Histogram
            ? Add(first.Span, second.Span)
            : throw new ArgumentException("What is asked for is of one shard: it does not merge.");
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
