using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Partials: any partition of the rows, merged in any grouping, gives the bits of the whole.</summary>
public sealed class PartialTests : IDisposable
{
    private static readonly long s_iterations = Iterations.Of(2, thorough: 8);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [OnceFact]
    public void Merge_AnyRowsOfAnyView_HasTheBitsOfTheWhole()
    {
        int cases = 0;
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
        Assert.True(cases >= s_iterations * 175, $"{cases}");

        void Check<T>(Func<Random, T> element)
            where T : unmanaged
        {
            var random = new Random(8);
            T[] elements = [.. Enumerable.Range(0, 36_000).Select(_ => element(random))];
            using MemMapArray<T> array = MemMapArray.Open<T>(_folder.Write(elements));
            Gen.Int[0, int.MaxValue].Sample(seed =>
            {
                var draw = new Random(seed);
                MemMapView<T> view = DrawnViews.Of(array, draw);
                Assert.True(view.Length > 0);
                int[]? axes = DrawnViews.Axes(view.Rank, draw);
                long[] cuts = [.. Enumerable.Range(0, draw.Next(6)).Select(_ => draw.NextInt64(view.Shape[0] + 1))];
                foreach (KnownReduction<T> reduction in KnownReductions.Of<T>())
                {
                    ReductionOptions? one = new() { MaxDegreeOfParallelism = 1, SkipNaN = seed % 2 == 0 && reduction is not KnownReduction<T, SequenceState> };
                    var other = new ReductionOptions
                    {
                        MaxDegreeOfParallelism = draw.Next(1, 9),
                        WorkUnitBytes = draw.Next(1, 300_000),
                        ReadStrategy = (ReadStrategy)draw.Next(4),
                        SkipNaN = one.SkipNaN,
                    };
                    byte[] expected = reduction.Reduce(view, axes, one);
                    Assert.Equal(expected, reduction.Reduce(view, axes, other));
                    Assert.Equal(expected, reduction.ReduceByParts(view, axes, cuts, draw, other));
                    cases++;
                }
            }, iter: s_iterations, threads: 1);
        }
    }

    [OnceFact]
    public void Merge_RowsAlongTheFastestAxis_TakesTimeInProportion()
    {
        // Every column has its piece of each part: 300,000 pieces, which join.
        using MemMapArray<float> array = MemMapArray.Create<float>(_folder.File("wide.bin"), (3, 300_000), order: MemMapOrder.F);
        array.CopyFrom([.. Enumerable.Range(0, 900_000).Select(i => i * 0.1f)]);
        ReductionPartial<float, double> part = array.ReducePartial(Reduction.Mean<float>(), new RowRange(0, 2));
        part.Merge(array.ReducePartial(Reduction.Mean<float>(), new RowRange(2, 1)));
        Assert.Equal(array.Mean(), part.Value);
    }

    [Fact]
    public void Merge_StatesOf63KB_AreRightInEveryColumn()
    {
        var random = new Random(6);
        byte[] elements = new byte[300 * 40];
        random.NextBytes(elements);
        using MemMapArray<byte> array = MemMapArray.Open<byte>(_folder.Write(elements), (300, 40));
        Reduction<byte, Histogram.Counts> histogram = Reduction.From(new Histogram());
        ReductionPartial<byte, Histogram.Counts> part = array.ReducePartial(histogram, new RowRange(100, 200), [0]);
        part.Merge(histogram.ReadPartial(array.ReducePartial(histogram, new RowRange(0, 100), [0]).ToBytes()));
        NDArray<Histogram.Counts> whole = array.Reduce(histogram, axis: 0), merged = part.ToNDArray();
        for (int column = 0; column < 40; column++)
        {
            for (int value = 0; value < 256; value++)
            {
                long expected = Enumerable.Range(0, 300).Count(row => elements[(row * 40) + column] == value);
                Assert.Equal((expected, expected), (whole[column][(byte)value], merged[column][(byte)value]));
            }
        }
    }

    [Fact]
    public void SplitRows_AnyShape_IsAllRowsAndLeavesNoElements()
    {
        Gen.Select(Gen.Int[1, 5000], Gen.Int[1, 9], Gen.Int[1, 8]).Sample((rows, columns, parts) =>
        {
            using MemMapArray<double> array = MemMapArray.Create<double>(_folder.File("split.bin"), (rows, columns));
            RowRange[] ranges = array.SplitRows(parts);
            Assert.InRange(ranges.Length, 1, parts);
            Assert.Equal(0, ranges[0].Start);
            Assert.Equal(rows, ranges[^1].End);
            Assert.True(ranges.Zip(ranges.Skip(1), (one, next) => one.End == next.Start).All(isNext => isNext));

            // Some dozens of states, and no block of elements.
            Assert.All(ranges, range => Assert.InRange(array.ReducePartial(Reduction.Mean<double>(), range).ToBytes().Length, 0, 700));
        }, iter: 40, threads: 1);
    }

    [Fact]
    public void SplitRows_RowsOfAThousand_CutsAtBlocks()
    {
        using MemMapArray<byte> array = MemMapArray.Create<byte>(_folder.File("split.bin"), (3000, 1000));
        Assert.Equal([new(0, 1536), new(1536, 1464)], array.SplitRows(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => array.SplitRows(0));
    }

    [Fact]
    public void Value_RowsMissing_ThrowsAndSaysWhich()
    {
        using MemMapArray<double> array = MemMapArray.Create<double>(_folder.File("some.bin"), (100, 3));
        ReductionPartial<double, double> partial = array.ReducePartial(Reduction.Sum<double>(), new(10, 20));
        partial.Merge(array.ReducePartial(Reduction.Sum<double>(), new(40, 5)));
        Assert.False(partial.IsComplete);
        Assert.Equal([new(10, 20), new(40, 5)], partial.Rows);
        Assert.Contains("10..30, 40..45", Assert.Throws<InvalidOperationException>(() => partial.Value).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_WhatDoesNotBelongTogether_Throws()
    {
        using MemMapArray<double> array = MemMapArray.Create<double>(_folder.File("some.bin"), (100, 3));
        ReductionPartial<double, double> partial = array.ReducePartial(Reduction.Std<double>(), new(10, 20), [0]);
        Assert.Throws<ArgumentException>(() => partial.Merge(partial));
        Assert.Throws<ArgumentException>(() => partial.Merge(array.ReducePartial(Reduction.Std<double>(), new(29, 1), [0])));
        Assert.Throws<ArgumentException>(() => partial.Merge(array.ReducePartial(Reduction.Std<double>(1), new(50, 1), [0])));
        Assert.Throws<ArgumentException>(() => partial.Merge(array.ReducePartial(Reduction.Var<double>(), new(50, 1), [0])));
        Assert.Throws<ArgumentException>(() => partial.Merge(array.ReducePartial(Reduction.Std<double>(), new(50, 1), [1])));
        Assert.Throws<ArgumentException>(() => partial.Merge(array.ReducePartial(Reduction.Std<double>(), new(50, 1))));
        Assert.Throws<ArgumentException>(() => partial.Merge(array.Flip(0).ReducePartial(Reduction.Std<double>(), new(50, 1), [0])));
        Assert.Throws<ArgumentException>(() => partial.Merge(array.ReducePartial(Reduction.Std<double>(), new(50, 1), [0], new ReductionOptions { SkipNaN = true })));
        Assert.Throws<ArgumentNullException>(() => partial.Merge(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => array.ReducePartial(Reduction.Std<double>(), new(90, 11)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RowRange(-1, 1));
        Assert.Throws<InvalidOperationException>(() => array[0, 0..1].Reshape([]).ReducePartial(Reduction.Std<double>(), default));
        Assert.Equal([new(10, 20)], partial.Rows);
    }

    [Fact]
    public void ReducePartial_NoRowsOrNoElements_IsWhatTheWholeIs()
    {
        using MemMapArray<double> array = MemMapArray.Create<double>(_folder.File("none.bin"), (0, 3));
        Assert.True(double.IsNaN(array.ReducePartial(Reduction.Mean<double>(), default).Value));
        Assert.Equal([0.0, 0, 0], array.ReducePartial(Reduction.Sum<double>(), default, [0]).ToNDArray().ToArray());
        Assert.Throws<InvalidOperationException>(() => array.ReducePartial(Reduction.Min<double>(), default).Value);
        Assert.Equal([], array.ReducePartial(Reduction.Min<double>(), default, [1]).ToNDArray().ToArray());

        using MemMapArray<double> flat = MemMapArray.Create<double>(_folder.File("flat.bin"), (4, 0));
        ReductionPartial<double, double> partial = flat.ReducePartial(Reduction.Sum<double>(), new(0, 2), [1]);
        partial.Merge(flat.ReducePartial(Reduction.Sum<double>(), new(2, 2), [1]));
        Assert.Equal([0.0, 0, 0, 0], partial.ToNDArray().ToArray());
    }

    [Fact]
    public void ReadPartial_DamagedBytes_ThrowInvalidData()
    {
        double[] elements = [.. Enumerable.Range(0, 9000).Select(i => Math.Sin(i))];
        using MemMapArray<double> array = MemMapArray.Open<double>(_folder.Write(elements), (900, 10));
        Reduction<double, double> std = Reduction.Std<double>();
        byte[] bytes = array.ReducePartial(std, new(100, 700), [0]).ToBytes();
        Assert.Equal([new(100, 700)], std.ReadPartial(bytes).Rows);
        for (int length = 0; length < bytes.Length; length++)
        {
            byte[] cut = bytes.AsSpan(0, length).ToArray();
            Assert.Throws<InvalidDataException>(() => std.ReadPartial(cut));
        }

        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            byte[] damaged = (byte[])bytes.Clone();
            damaged[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            Assert.Throws<InvalidDataException>(() => std.ReadPartial(damaged));
        }

        Assert.Throws<InvalidDataException>(() => Reduction.Std<double>(1).ReadPartial(bytes));
        Assert.Throws<InvalidDataException>(() => Reduction.Std<float>().ReadPartial(bytes));
    }

    [Fact]
    public void ReadPartial_DamagedBytesWithARightChecksum_ThrowOrRead()
    {
        double[] elements = [.. Enumerable.Range(0, 9000).Select(i => Math.Sin(i))];
        using MemMapArray<double> array = MemMapArray.Open<double>(_folder.Write(elements), (900, 10));
        Reduction<double, double> sum = Reduction.Sum<double>();
        byte[] bytes = array.ReducePartial(sum, new(100, 333), [0]).ToBytes();
        var refused = new List<string>();
        for (int at = 0; at < bytes.Length - 32; at++)
        {
            foreach (byte value in (byte[])[0, 1, 0x7F, 0x80, 0xFF])
            {
                byte[] damaged = (byte[])bytes.Clone();
                damaged[at] = value;
                byte[] whole = [.. damaged.AsSpan(0, bytes.Length - 32), .. System.Security.Cryptography.SHA256.HashData(damaged.AsSpan(0, bytes.Length - 32))];
                try
                {
                    sum.ReadPartial(whole).ToString();
                }
                catch (InvalidDataException exception)
                {
                    refused.Add(exception.Message);
                }
            }
        }

        Assert.True(refused.Count > 200);
    }

    [Fact]
    public void ToString_OfAPartial_SaysRowsAndReduction()
    {
        using MemMapArray<float> array = MemMapArray.Create<float>(_folder.File("text.bin"), (100, 3));
        Assert.StartsWith("rows 0..10 of std(ddof=1) of System.Single(100, 3) over axes (0)", array.ReducePartial(Reduction.Std<float>(1), new(0, 10), [0]).ToString(), StringComparison.Ordinal);
    }
}
