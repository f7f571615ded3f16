using System;
using System.IO;
using System.Linq;
using System.Numerics;
using CsCheck;
using MemMap.Tests.Reductions;
using Xunit;

namespace MemMap.Tests.Shards;

/// <summary>An array cut into any shards, reduced in any ranges that arrive in any order, has the bits of one file.</summary>
public sealed class ShardReductionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [OnceFact]
    public void Reduce_AnyShardsOfAnyArray_HasTheBitsOfOneFile()
    {
        long drawn = Iterations.Of(3, thorough: 6);
        int cases = 0, buffered = 0;
        Check(random => (float)Math.Exp(random.NextDouble() * 20));
        Check(random => random.Next(50) == 0 ? double.NaN : random.NextDouble() - 0.5);
        Check(random => (byte)random.Next(256));
        Check(random => (sbyte)random.Next(256));
        Check(random => (short)random.Next(65536));
        Check(random => (ushort)random.Next(65536));
        Check(random => random.Next(int.MinValue, int.MaxValue));
        Check(random => (uint)random.NextInt64(uint.MaxValue));
        Check(random => random.NextInt64());
        Check(random => (ulong)random.NextInt64(long.MinValue, long.MaxValue));
        Check(random => random.Next(3) == 0);
        Check(random => new Complex(random.NextDouble(), random.Next(50) == 0 ? double.NaN : Math.Exp(random.NextDouble() * 20)));
        Check(random => (BigEndian<short>)(short)random.Next(65536));
        Check(random => (BigEndian<double>)Math.Exp(random.NextDouble() * 40));
        Assert.True(cases >= 160 * drawn && buffered >= 40 * drawn, $"{cases}, {buffered}");

        void Check<T>(Func<Random, T> element)
            where T : unmanaged
        {
            var random = new Random(8);
            T[] elements = [.. Enumerable.Range(0, 36_000).Select(_ => element(random))];
            Gen.Int[0, int.MaxValue].Sample(seed =>
            {
                var draw = new Random(seed);
                Shape shape = DrawShape(draw);
                long[] cuts = [.. Enumerable.Range(0, draw.Next(7)).Select(_ => draw.NextInt64(shape[0] + 1))];
                using var folder = new ShardFolder<T>(_folder.NewFile(), elements, shape, cuts, draw);
                long start = draw.NextInt64(shape[0]), count = draw.Next(2) == 0 ? shape[0] : draw.NextInt64(1, shape[0] - start + 1);
                start = count == shape[0] ? 0 : start;
                MemMapShardsView<T> many = folder.Many[new RowRange(start, count)];
                MemMapView<T> one = folder.One[Slice.Range(start, start + count)];
                int[]? axes = DrawAxes(shape.Rank, draw);
                long[] ranges = [.. Enumerable.Range(0, draw.Next(6)).Select(_ => draw.NextInt64(count + 1))];
                foreach (KnownReduction<T> reduction in KnownReductions.Of<T>())
                {
                    ReductionOptions single = new() { MaxDegreeOfParallelism = 1, SkipNaN = seed % 2 == 0 && reduction is not KnownReduction<T, SequenceState> };
                    var other = new ReductionOptions
                    {
                        MaxDegreeOfParallelism = draw.Next(1, 9),
                        WorkUnitBytes = draw.Next(1, 300_000),
                        ReadStrategy = (ReadStrategy)draw.Next(4),
                        SkipNaN = single.SkipNaN,
                    };
                    byte[] expected = reduction.Reduce(one, axes, single);
                    Assert.Equal(expected, reduction.Reduce(many, axes, other));
                    Assert.Equal(expected, reduction.ReduceByParts(many, axes, ranges, draw, other));
                    cases++;
                    buffered += other.ReadStrategy == ReadStrategy.Buffered ? 1 : 0;
                }

                Assert.Equal(one.ToArray(), many.ToArray());
            }, iter: drawn, threads: 1);
        }
    }

    // What is no reduction with states, but passes over the elements.
    [Fact]
    public void OrderStatistics_AnyShardsOfAnyArray_AreThoseOfOneFile()
    {
        float[] elements = new float[36_000];
        var random = new Random(4);
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = random.Next(40) == 0 ? float.NaN : random.Next(9000);
        }

        for (int seed = 0; seed < Iterations.Of(6, thorough: 15); seed++)
        {
            var draw = new Random(seed);
            Shape shape = DrawShape(draw);
            long[] cuts = [.. Enumerable.Range(0, draw.Next(7)).Select(_ => draw.NextInt64(shape[0] + 1))];
            using var folder = new ShardFolder<float>(_folder.NewFile(), elements, shape, cuts, draw);
            int[] axes = DrawAxes(shape.Rank, draw) ?? [0];
            var options = new ReductionOptions
            {
                MaxDegreeOfParallelism = draw.Next(1, 5),
                WorkUnitBytes = draw.Next(1, 300_000),
                ReadStrategy = (ReadStrategy)draw.Next(4),
                SkipNaN = draw.Next(2) == 0,
            };
            Assert.Equal(folder.One.Quantile([0.1, 0.5], options: options).ToArray(), folder.Many.Quantile([0.1, 0.5], options: options).ToArray());
            Assert.Equal(folder.One.Median(axes, options: options).ToArray(), folder.Many.Median(axes, options: options).ToArray());
            Assert.Equal(folder.One.Histogram(7, (5, 8000), options).Counts.ToArray(), folder.Many.Histogram(7, (5, 8000), options).Counts.ToArray());
            ((float[] values, long[] indexes), (float[] sameValues, long[] sameIndexes)) = (folder.One.TopK(9, options: options), folder.Many.TopK(9, options: options));
            Assert.Equal(values, sameValues);
            Assert.Equal(indexes, sameIndexes);
            Assert.Equal(folder.One.Where(v => v > 50).Median(options), folder.Many.Where(v => v > 50).Median(options));
        }
    }

    [Theory]
    [InlineData(ReadStrategy.Mapped)]
    [InlineData(ReadStrategy.Buffered)]
    [InlineData(ReadStrategy.DropBehind)]
    public void ReducePartial_OfAShardThatBeginsAndEndsAtBorders_HasNoElementsAtItsEdges(ReadStrategy strategy)
    {
        float[] elements = [.. Enumerable.Range(0, 5 * 1024 * 24).Select(i => i * 0.1f)];
        Shape shape = (5 * 1024, 24);
        using var folder = new ShardFolder<float>(_folder.File("borders"), elements, shape, [1024, 2048, 4096]);
        using var torn = new ShardFolder<float>(_folder.File("torn"), elements, shape, [1000, 2048, 4100]);
        Assert.Equal(512, folder.Many.Manifest.RowsPerBorder);
        var options = new ReductionOptions { ReadStrategy = strategy };
        foreach (int[] axes in new int[][] { [0, 1], [0] })
        {
            byte[][] partials = [.. folder.Many.Manifest.Shards.Select(shard => folder.Many.ReducePartial(Reduction.Std<float>(), shard.Rows, axes, options).ToBytes())];
            byte[][] tornPartials = [.. torn.Many.Manifest.Shards.Select(shard => torn.Many.ReducePartial(Reduction.Std<float>(), shard.Rows, axes, options).ToBytes())];
            Assert.All(partials, bytes => Assert.InRange(bytes.Length, 1, axes.Length == 2 ? 400 : 1200));
            Assert.Contains(tornPartials, bytes => bytes.Length > 2000);
            foreach (byte[][] arrived in new[] { partials, tornPartials })
            {
                ReductionPartial<float, double> merged = Reduction.Std<float>().ReadPartial(arrived[2]);
                merged.Merge(Reduction.Std<float>().ReadPartial(arrived[0]));
                merged.Merge(Reduction.Std<float>().ReadPartial(arrived[3]));
                merged.Merge(Reduction.Std<float>().ReadPartial(arrived[1]));
                Assert.Equal(folder.One.Reduce(Reduction.Std<float>(), axes).ToArray(), merged.ToNDArray().ToArray());
            }
        }
    }

    [Fact]
    public void ReducePartial_WhereOnlyTheShardOfTheRowsIs_IsThePartialOfTheWhole()
    {
        double[] elements = [.. Enumerable.Range(0, 6000 * 3).Select(i => Math.Sqrt(i))];
        using var folder = new ShardFolder<double>(_folder.File("all"), elements, (6000, 3), [2048, 4096]);
        Reduction<double, double> std = Reduction.Std<double>();
        ReductionPartial<double, double>? merged = null;
        foreach (Shard shard in folder.Many.Manifest.Shards)
        {
            // A node that holds the manifest and one file.
            string node = Directory.CreateDirectory(_folder.File("node" + shard.Path)).FullName;
            File.Copy(Path.Combine(folder.Path, shard.Path), Path.Combine(node, shard.Path));
            File.Copy(Path.Combine(folder.Path, ShardManifest.FileName), Path.Combine(node, ShardManifest.FileName));
            using MemMapShards<double> array = MemMapShards.Open<double>(node);
            Assert.Throws<FileNotFoundException>(() => array.Std());
            byte[] partial = array.ReducePartial(std, shard.Rows).ToBytes();
            if (merged is null)
            {
                merged = std.ReadPartial(partial);
            }
            else
            {
                merged.Merge(std.ReadPartial(partial));
            }
        }

        Assert.Equal(folder.One.Std(), merged!.Value);
    }

    [Fact]
    public void ReduceTo_OfShards_WritesWhatOneFileGivesAndRefusesItsOwnBytes()
    {
        float[] elements = [.. Enumerable.Range(0, 3000 * 4).Select(i => (float)i)];
        using var folder = new ShardFolder<float>(_folder.File("to"), elements, (3000, 4), [1000, 2000]);
        using MemMapArray<double> results = MemMapArray.Create<double>(_folder.File("results.bin"), 3000);
        folder.Many.ReduceTo(Reduction.Sum<float>(), [1], results);
        Assert.Equal(folder.One.Sum(1).ToArray(), results.ToArray());
        using MemMapArray<float> own = MemMapArray.OpenNpy<float>(folder.Files.ElementAt(1), MemMapMode.ReadWrite);
        Assert.Throws<ArgumentException>(() => folder.Many.ReduceTo(Reduction.Max<float>(), [0], own[0, ..]));
        folder.Many[2000..].ReduceTo(Reduction.Max<float>(), [0], own[0, ..]);
        Assert.Equal([11996, 11997, 11998, 11999], own[0, ..].ToArray());
    }

    [Fact]
    public void SplitRows_OfShards_IsThatOfOneFile()
    {
        using var folder = new ShardFolder<int>(_folder.File("split"), [.. Enumerable.Range(0, 50_000)], (5000, 10), [7, 4000]);
        Assert.Equal(folder.One.SplitRows(3), folder.Many.SplitRows(3));
    }

    private static Shape DrawShape(Random draw) => draw.Next(6) switch
    {
        0 => 36_000,
        1 => (3600, 10),
        2 => (18, 2000),
        3 => (40, 30, 30),
        4 => new long[] { 300, 2, 3, 20 },
        _ => (12_000, 3),
    };

    private static int[]? DrawAxes(int rank, Random draw)
    {
        int[] axes = [.. Enumerable.Range(0, rank).Where(_ => draw.Next(2) == 0)];
        return axes.Length == 0 ? null : axes;
    }
}
