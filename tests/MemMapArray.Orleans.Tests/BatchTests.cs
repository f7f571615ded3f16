using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>Rows in batches: the order and the bits of one machine.</summary>
[Collection(ThreeSilos.Name)]
public sealed class BatchTests(ThreeSilos three)
{
    private const int Rows = 300;

    private readonly ClusterOfSilos _silos = three.Silos;

    [Theory]
    [InlineData(64, 7, 0, false, 2)]
    [InlineData(64, 7, 3, true, 1)]
    [InlineData(50, null, 0, false, 3)]
    [InlineData(1000, 1, 0, false, 100)]
    public async Task BatchesAsync_SeedAndEpoch_HaveTheOrderAndTheBitsOfOneMachine(int size, int? seed, long epoch, bool dropLast, int readAhead)
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread<float>($"batches-{size}-{seed}-{epoch}", (Rows, 2, 3));
        using (one)
        {
            List<(long Index, long[] Rows, Shape Shape, float[] Elements)> found = [];
            await foreach (RowBatch<float> batch in many.BatchesAsync(size, (ulong?)seed, epoch, dropLast, readAhead))
            {
                found.Add((batch.Index, batch.Rows.ToArray(), batch.Shape, batch.AsSpan().ToArray()));
            }

            RowBatch<float>[] expected = [.. one.Batches(size, (ulong?)seed, epoch, dropLast)
                .Select(batch => new RowBatch<float>(batch.Index, batch.Rows.ToArray(), batch.AsSpan().ToArray(), batch.Shape))];
            Assert.Equal(expected.Select(batch => batch.Index), found.Select(batch => batch.Index));
            Assert.Equal(expected.SelectMany(batch => batch.Rows.ToArray()), found.SelectMany(batch => batch.Rows));
            Assert.Equal(expected.SelectMany(batch => batch.AsSpan().ToArray()), found.SelectMany(batch => batch.Elements));
            Assert.Equal(expected.Select(batch => batch.Shape), found.Select(batch => batch.Shape));
        }
    }

    [Fact]
    public async Task BatchesAsync_Labels_ComeInStep()
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread<float>("batches-images", (Rows, 5));
        (MemMapArray<short> labels, MemMapClusterArray<short> manyLabels) = Spread<short>("batches-labels", Rows, perShard: 170);
        using (one)
        using (labels)
        {
            int count = 0;
            await foreach (RowBatch<float, short> batch in many.BatchesAsync(manyLabels, 70, shuffleSeed: 5))
            {
                Assert.Equal(one.Take(batch.Rows).ToArray(), batch.AsSpan().ToArray());
                Assert.Equal(labels.Take(batch.Rows).ToArray(), batch.Labels.ToArray());
                count += batch.Count;
            }

            Assert.Equal(Rows, count);
            Assert.Throws<ArgumentNullException>(() => many.BatchesAsync<short>(null!, 70));
            (MemMapArray<short> fewer, MemMapClusterArray<short> manyFewer) = Spread<short>("batches-fewer", Rows - 1);
            fewer.Dispose();
            Assert.Throws<ArgumentException>(() => many.BatchesAsync(manyFewer, 70));
        }
    }

    [Fact]
    public async Task BatchesAsync_WhatIsWrong_IsSaidAtOnceOrAtItsBatch()
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread<float>("batches-wrong", (Rows, 5));
        using (one)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => many.BatchesAsync(0));
            Assert.Throws<ArgumentOutOfRangeException>(() => many.BatchesAsync(10, readAhead: 0));
            Assert.Throws<ArgumentException>(() => many.Where(Predicate.IsFinite<float>()).BatchesAsync(10));
            var large = new ShardManifest("<f4", (1 << 20, 1 << 20), [new Shard("nowhere", new RowRange(0, 1 << 20), 0, 1L << 42)]);
            Assert.Throws<ArgumentOutOfRangeException>(() => _silos.Cluster.Client.OpenMemMapArray<float>(large).BatchesAsync(1 << 12));

            // Rows 130 to 259 are not there: those before come.
            File.Delete(_silos.FileOf("node1", "batches-wrong", many.Manifest.Shards[1]));
            var came = new List<long>();
            ShardUnavailableException exception = await Assert.ThrowsAsync<ShardUnavailableException>(async () =>
            {
                await foreach (RowBatch<float> batch in many.BatchesAsync(50))
                {
                    came.Add(batch.Index);
                }
            });
            Assert.Equal([0, 1], came);
            Assert.Equal([many.Manifest.Shards[1]], exception.Shards);
        }
    }

    [Fact]
    public async Task BatchesAsync_NoRows_HasNone()
    {
        MemMapClusterArray<float> empty = _silos.Cluster.Client.OpenMemMapArray<float>(new ShardManifest("<f4", (0, 3), []));
        await foreach (RowBatch<float> batch in empty.BatchesAsync(10, shuffleSeed: 1))
        {
            Assert.Fail($"There is a batch {batch.Index}.");
        }
    }

    [Fact]
    public async Task BatchesAsync_SlowReader_FetchesNoMoreThanItMay()
    {
        int asked = 0;
        await using ClusterOfSilos silos = await ClusterOfSilos.StartAsync(1, beforeScan: (_, _, _) =>
        {
            Interlocked.Increment(ref asked);
            return Task.CompletedTask;
        });
        using MemMapArray<float> one = silos.Array("a", (Rows, 4), random => (float)random.NextDouble());
        MemMapClusterArray<float> many = silos.Cluster.Client.OpenMemMapArray<float>(
            silos.Spread("a", one, 1000, _ => ["node0"]), new ClusterArrayOptions { Folder = "a" });
        using var stop = new CancellationTokenSource();
        int used = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (RowBatch<float> batch in many.BatchesAsync(10, shuffleSeed: 3, readAhead: 2, cancellationToken: stop.Token))
            {
                // A request for each batch, as there is one shard.
                used++;
                Assert.InRange(Volatile.Read(ref asked), used, used + 2);
                if (used == 8)
                {
                    await stop.CancelAsync();
                }
            }
        });
        Assert.Equal(8, used);

        // Left early.
        await foreach (RowBatch<float> batch in many.BatchesAsync(10, readAhead: 4))
        {
            Assert.Equal(one[..10].ToArray(), batch.AsSpan().ToArray());
            break;
        }
    }

    private (MemMapArray<T> One, MemMapClusterArray<T> Many) Spread<T>(string name, Shape shape, int perShard = 130)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        MemMapArray<T> one = _silos.Array(name, shape, random => T.CreateTruncating(random.NextDouble() * 1000));
        ShardManifest manifest = _silos.Spread(name, one, perShard, shard => [$"node{shard % 3}"]);
        return (one, _silos.Cluster.Client.OpenMemMapArray<T>(manifest, new ClusterArrayOptions { Folder = name, Attempts = 1 }));
    }
}
