using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace MemMap.Cluster;

/// <content>Answers for several shards as one.</content>
internal sealed partial class ElementScanner<T>
{
    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Merge(ShardRequest request, SiloResources silo, IReadOnlyList<ReadOnlyMemory<byte>> answers)
    {
        if (request.Reduction is { } name)
        {
            return silo.Reductions.Find<T>(name, request.IsCustom).MergePartialBytes(answers.Select(static answer => answer.ToArray()));
        }

        if (request.Relation is not null)
        {
            RelationPartial all = RelationPartial.Read(answers[0].Span);
            foreach (ReadOnlyMemory<byte> answer in answers.Skip(1))
            {
                all.Merge(RelationPartial.Read(answer.Span));
            }

            return all.ToBytes();
        }

        return request.Order is { } order && order.Merges(request.Axes)
            ? Merge(order, request, answers)
            : throw new ArgumentException("What is asked for is of one shard: it does not merge.");
    }

    private static ReadOnlyMemory<byte> Merge(OrderRequest order, ShardRequest request, IReadOnlyList<ReadOnlyMemory<byte>> answers)
    {
        if (order.Kind == OrderKind.Counts)
        {
            return QuantilePlan.MergeCounts([.. answers.Select(static answer => answer.ToArray())]);
        }

        if (order.Kind == OrderKind.Histogram)
        {
            return Add(answers);
        }

        long columns = request.Axes is null ? 1 : Math.Max(1, RowShape.ElementsOf(request.Shape));
        return answers.Select(answer => TopElements<T>.Read(answer.Span, columns))
            .Aggregate((first, second) => first.Merge(second, order, columns, request.SkipNaN)).ToBytes();
    }

    private static byte[] Add(IReadOnlyList<ReadOnlyMemory<byte>> answers)
    {
        byte[] sums = answers[0].ToArray();
        Span<long> counts = MemoryMarshal.Cast<byte, long>(sums.AsSpan());
        foreach (ReadOnlyMemory<byte> answer in answers.Skip(1))
        {
            ReadOnlySpan<long> more = MemoryMarshal.Cast<byte, long>(answer.Span);
            if (more.Length != counts.Length)
            {
                throw new InvalidDataException($"Counts of {more.Length} bins do not add to those of {counts.Length}.");
            }

            for (int bin = 0; bin < counts.Length; bin++)
            {
                counts[bin] += more[bin];
            }
        }

        return sums;
    }
}
