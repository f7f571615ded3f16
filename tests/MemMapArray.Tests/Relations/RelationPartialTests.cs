using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Relations;

/// <summary>Partials of relations: the bits of the whole, wherever rows are cut and whoever merges them.</summary>
public sealed class RelationPartialTests
{
    private static readonly RelationKind[] s_kinds = [RelationKind.Covariance, RelationKind.Correlation, RelationKind.Gram];

    // Leaves of 4,096 rows (up to 64 columns), of one chunk, and of several (520 columns: 128 rows and 1,024).
    [Theory]
    [InlineData(20_000, 3)]
    [InlineData(9000, 1)]
    [InlineData(1200, 150)]
    [InlineData(3000, 520)]
    [InlineData(5, 2)]
    public void Merge_AnyCuts_HasTheBitsOfTheWhole(int rows, int columns)
    {
        var random = new Random(rows);
        NDArray<float> x = NDArray.From([.. Enumerable.Range(0, rows * columns).Select(_ => (float)(random.NextDouble() + 1000))], (rows, columns));
        NDArray<bool> mask = NDArray.From([.. Enumerable.Range(0, rows).Select(_ => random.Next(3) > 0)]);
        foreach (RelationKind kind in s_kinds)
        {
            long[] cuts = [0, .. Enumerable.Range(0, 6).Select(_ => random.NextInt64(rows + 1)).Order(), rows];
            Same(x, kind, mask: null, new(), cuts, random);
            Same(x, kind, mask, new(), cuts, random);
        }
    }

    [Fact]
    public void Merge_DrawnCutsAndTypes_HasTheBitsOfTheWhole() => Gen
        .Select(Gen.Int[1, 4], Gen.Int[0, 9500], Gen.Int[0, 9500].Array[0, 5], Gen.Int[0, 2], Gen.Bool, Gen.Int)
        .Sample(
            (columns, rows, cuts, kind, skipNaN, seed) =>
            {
                var random = new Random(seed);
                long[] all = [0, .. cuts.Select(cut => (long)Math.Min(cut, rows)).Order(), rows];
                var options = new ReductionOptions { SkipNaN = skipNaN, MaxDegreeOfParallelism = 1 };
                Same(NDArray.From([.. Enumerable.Range(0, rows * columns).Select(_ => random.Next(500) == 0 ? double.NaN : random.NextDouble())], (rows, columns)), s_kinds[kind], null, options, all, random);
                Same(NDArray.From([.. Enumerable.Range(0, rows * columns).Select(_ => long.MaxValue - random.Next(1000))], (rows, columns)), s_kinds[kind], null, options, all, random);
            },
            iter: Iterations.Of(15, 40),
            threads: 1);

    [Theory]
    [InlineData(20_000, 3, 2)]
    [InlineData(3000, 520, 7)]
    [InlineData(3000, 2, 700)]
    public void Merge_TwoMatrices_HasTheBitsOfTheWhole(int rows, int columns, int others)
    {
        var random = new Random(rows);
        NDArray<float> x = NDArray.From([.. Enumerable.Range(0, rows * columns).Select(_ => random.Next(9000) == 0 ? float.NaN : (float)random.NextDouble())], (rows, columns));
        NDArray<long> y = NDArray.From([.. Enumerable.Range(0, rows * others).Select(_ => random.NextInt64(1 << 30))], (rows, others));
        NDArray<bool> mask = NDArray.From([.. Enumerable.Range(0, rows).Select(_ => random.Next(3) > 0)]);
        var options = new ReductionOptions { SkipNaN = true };
        long[] cuts = [0, .. Enumerable.Range(0, 6).Select(_ => random.NextInt64(rows + 1)).Order(), rows];
        RelationPartial[] parts = [.. cuts.Zip(cuts.Skip(1), (start, end) => RelationPartial.Read(x.RelatePartial(y, new RowRange(start, end - start), mask, options).ToBytes()))];
        random.Shuffle(parts);
        foreach (RelationPartial part in parts.Skip(1))
        {
            parts[0].Merge(part);
        }

        Assert.Equal(x.CrossProduct(y, mask, options).ToArray(), parts[0].ToNDArray().ToArray());
        Assert.Equal((columns, others), parts[0].ToNDArray().Shape);
        Assert.Throws<ArgumentException>(() => x.RelatePartial(y, new RowRange(0, 1)).Merge(x.RelatePartial(x, new RowRange(1, 1))));
    }

    [Fact]
    public void RelatePartial_Shards_HasTheBitsOfTheWhole()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(5);
        NDArray<float> x = NDArray.From([.. Enumerable.Range(0, 10_000 * 3).Select(_ => (float)random.NextDouble())], (10_000, 3));
        using (ShardWriter<float> writer = MemMapShards.Create<float>(folder.File("shards"), 3, new ShardWriterOptions { RowsPerShard = 4096 }))
        {
            writer.Append(x);
            writer.Commit();
        }

        using MemMapShards<float> shards = MemMapShards.Open<float>(folder.File("shards"));
        RelationPartial whole = shards.RelatePartial(RelationKind.Covariance, shards.Manifest.Shards[1].Rows);
        Assert.Equal((false, RelationKind.Covariance), (whole.IsComplete, whole.Kind));
        whole.Merge(shards.RelatePartial(RelationKind.Covariance, shards.Manifest.Shards[0].Rows));
        whole.Merge(shards.RelatePartial(RelationKind.Covariance, shards.Manifest.Shards[2].Rows));
        Assert.Equal(x.Covariance(0.5).ToArray(), whole.ToNDArray(0.5).ToArray());
        Assert.Equal([new RowRange(0, 10_000)], whole.Rows);
    }

    [Fact]
    public void RelatePartial_NoColumnsOrRows_IsThatOfTheWhole()
    {
        foreach ((int rows, int columns) in new[] { (0, 3), (5, 0), (0, 0) })
        {
            NDArray<double> x = NDArray.Create<double>((rows, columns));
            RelationPartial partial = RelationPartial.Read(x.RelatePartial(RelationKind.Covariance, new RowRange(0, rows)).ToBytes());
            Assert.Equal(x.Covariance().ToArray(), partial.ToNDArray().ToArray());
        }
    }

    [Fact]
    public void Merge_WhatDoesNotBelongTogether_ThrowsAndChangesNothing()
    {
        NDArray<double> x = NDArray.Create<double>((10, 2));
        RelationPartial first = x.RelatePartial(RelationKind.Covariance, new RowRange(0, 6));
        Assert.Throws<ArgumentException>(() => first.Merge(x.RelatePartial(RelationKind.Covariance, new RowRange(5, 2))));
        Assert.Throws<ArgumentException>(() => first.Merge(x.RelatePartial(RelationKind.Gram, new RowRange(6, 4))));
        Assert.Throws<ArgumentException>(() => first.Merge(NDArray.Create<double>((11, 2)).RelatePartial(RelationKind.Covariance, new RowRange(6, 4))));
        Assert.Throws<ArgumentException>(() => first.Merge(NDArray.Create<float>((10, 2)).RelatePartial(RelationKind.Covariance, new RowRange(6, 4))));
        Assert.Throws<ArgumentException>(() => first.Merge(x.RelatePartial(RelationKind.Covariance, new RowRange(6, 4), options: new ReductionOptions { SkipNaN = true })));
        Assert.Throws<ArgumentNullException>(() => first.Merge(null!));
        Assert.Contains("rows", Assert.Throws<InvalidOperationException>(() => first.ToNDArray()).Message, StringComparison.Ordinal);
        Assert.Equal([new RowRange(0, 6)], first.Rows);
        Assert.Throws<ArgumentOutOfRangeException>(() => x.RelatePartial(RelationKind.Gram, new RowRange(6, 5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.RelatePartial(RelationKind.CrossProduct, new RowRange(0, 1)));
    }

    [Fact]
    public void Read_DamagedBytes_Throws()
    {
        NDArray<double> x = NDArray.From([.. Enumerable.Range(0, 9000).Select(i => (double)i)], (4500, 2));
        byte[] bytes = x.RelatePartial(RelationKind.Covariance, new RowRange(0, 4400)).ToBytes();
        var random = new Random(1);
        for (int i = 0; i < 200; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            Assert.Throws<InvalidDataException>(() => RelationPartial.Read(damaged));
            Assert.Throws<InvalidDataException>(() => RelationPartial.Read(bytes.AsSpan(0, random.Next(bytes.Length))));
        }

        Assert.Throws<InvalidDataException>(() => RelationPartial.Read(x.ReducePartial(Reduction.Sum<double>(), new RowRange(0, 10)).ToBytes()));
        Assert.Throws<InvalidDataException>(() => Reduction.Sum<double>().ReadPartial(bytes));
    }

    private static void Same<T>(NDArray<T> x, RelationKind kind, ReductionSource<bool>? mask, ReductionOptions options, long[] cuts, Random random)
        where T : unmanaged
    {
        NDArray<double> expected = kind switch
        {
            RelationKind.Covariance => x.Covariance(1, mask, options),
            RelationKind.Correlation => x.Correlation(mask, options),
            _ => x.Gram(mask, options),
        };
        List<RelationPartial> parts = [.. cuts.Zip(cuts.Skip(1), (start, end) => RelationPartial.Read(x.RelatePartial(kind, new RowRange(start, end - start), mask, options).ToBytes()))];
        while (parts.Count > 1)
        {
            // Any two of them, the one into the other.
            int other = random.Next(1, parts.Count), into = random.Next(other);
            parts[into].Merge(RelationPartial.Read(parts[other].ToBytes()));
            parts.RemoveAt(other);
        }

        Assert.True(parts[0].IsComplete);
        Assert.Equal(expected.ToArray().Select(BitConverter.DoubleToInt64Bits), parts[0].ToNDArray().ToArray().Select(BitConverter.DoubleToInt64Bits));
    }
}
