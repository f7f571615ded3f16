using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using MemMap.Cluster;

namespace MemMap;

/// <content>What quantiles, histograms and the largest elements have in common.</content>
public sealed partial class MemMapClusterArray<T>
{
    private const string AnotherLength = "gave another number of results of shard";

    // One round: every shard that has rows is asked once.
    private async Task AskAsync(
        OrderRequest order, int[]? axes, ClusterReductionOptions options, int round, Action<int, List<byte[]>> take,
        CancellationToken cancellation) =>
        RequireNone(await ScanAsync(
            shard => RequestOf(shard) with { Order = order, Axes = axes, SkipNaN = options.SkipNaN },
            static pieces => pieces,
            take,
            options.Progress is null ? null : new OfRound(options.Progress, round),
            cancellation,
            order.Merges(axes) ? _masks : null));

    // Each axis named once, from 0.
    private int[] AxesOf(int[] axis)
    {
        ArgumentNullException.ThrowIfNull(axis);
        var axes = new List<int>();
        foreach (int named in axis)
        {
            int number = named < 0 ? named + Shape.Rank : named;
            if (number < 0 || number >= Shape.Rank)
            {
                throw new ArgumentOutOfRangeException(nameof(axis), named, $"An array of shape {Shape} has no such axis.");
            }

            axes.Add(!axes.Contains(number) ? number : throw new ArgumentException($"Axis {number} is named twice.", nameof(axis)));
        }

        return [.. axes];
    }

    // Copies the results of a shard's rows into those of all, blocks of which lie so many rows apart.
    private void Place<TResult>(int shard, IEnumerable<byte[]> pieces, TResult[] results, int blocks, long perRow)
        where TResult : unmanaged
    {
        RowRange rows = Manifest.Shards[shard].Rows;
        long row = rows.Start;
        foreach (byte[] piece in pieces)
        {
            ReadOnlySpan<TResult> some = MemoryMarshal.Cast<byte, TResult>(piece);
            int perBlock = some.Length / blocks;
            long count = perBlock / perRow;
            Require(shard, count <= rows.End - row && count * perRow * blocks * Unsafe.SizeOf<TResult>() == piece.Length);
            for (int block = 0; block < blocks; block++)
            {
                some.Slice(block * perBlock, perBlock).CopyTo(results.AsSpan((int)(((block * Shape[0]) + row) * perRow), perBlock));
            }

            row += count;
        }

        Require(shard, row == rows.End);
    }

    private void Require(int shard, bool condition)
    {
        if (!condition)
        {
            throw new InvalidDataException($"A silo {AnotherLength} '{Manifest.Shards[shard]}' than it has.");
        }
    }

    // Bytes of one round after those of the rounds before: how many rounds there will be is known at the end only.
    private sealed class OfRound(IProgress<ClusterProgress> progress, int round) : IProgress<ClusterProgress>
    {
        public void Report(ClusterProgress value) => progress.Report(new(
            (round * value.BytesTotal) + value.BytesDone,
            (round + 1) * value.BytesTotal,
            value.ShardsDone,
            value.ShardsTotal,
            value.Shard,
            value.Silo));
    }
}
