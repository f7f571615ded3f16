using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MemMap.Reductions.Ordering;
using MemMap.Reductions.Partials;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Quantiles of rows in many places: the values of one array, in the rounds and the bytes that are promised.</summary>
public sealed class QuantilePlanTests : IDisposable
{
    private static readonly double[] s_quantiles = [0.5, 0, 1, 0.01, 0.99, 0.25, 1 / 3.0];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [OnceFact]
    public void Plan_OfAnyCutsAxesAndSelection_HasTheValuesOfOneArray()
    {
        Check<double>(draw => Floating(draw));
        Check<float>(draw => (float)Floating(draw));
        Check<BFloat16>(draw => (BFloat16)(float)Floating(draw));
        Check<BigEndian<float>>(draw => (float)Floating(draw));
        Check<LittleEndian<double>>(draw => Floating(draw));
        Check<long>(draw => Integer(draw));
        Check<ulong>(draw => unchecked((ulong)Integer(draw)));
        Check<BigEndian<ulong>>(draw => unchecked((ulong)Integer(draw)));
        Check<int>(draw => unchecked((int)Integer(draw)));
        Check<short>(draw => unchecked((short)Integer(draw)));
        Check<byte>(draw => unchecked((byte)Integer(draw)));
        Check<bool>(draw => draw.Next(3) == 0);
#if !NETSTANDARD_BUILD
        Check<Half>(draw => (Half)Floating(draw));
#endif
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1024, 5)]
    public void Plan_Of32Bits_TakesFewRoundsOfFewBytes(int quantiles, int mostRounds)
    {
        var draw = new Random(1);
        NDArray<float> array = NDArray.From([.. Enumerable.Range(0, 200_000).Select(_ => (float)draw.NextDouble())], (1000, 200));
        double[] q = [.. Enumerable.Range(0, quantiles).Select(_ => draw.NextDouble())];
        QuantilePlan<float> plan = QuantilePlan.Create<float>(array.Shape, q);
        while (!plan.IsComplete)
        {
            byte[] question = plan.Question;
            Assert.InRange(question.Length, 1, 200 + (17 * 2048));
            foreach (RowRange rows in array.SplitRows(4))
            {
                byte[] counts = array.CountForQuantiles(question, rows);

                // Every count takes a byte for 7 bits, or for zeros.
                Assert.InRange(counts.Length, 1, 200 + (quantiles > 400 ? 262_144 + 4096 : 65_536 * 2));
                plan.Add(counts);
            }
        }

        Assert.InRange(plan.Rounds, 1, mostRounds);
        Assert.Equal(array.Quantile(q).ToArray(), plan.ToNDArray().ToArray());
    }

    [Fact]
    public void Plan_Of64Bits_TakesFourRoundsForAMedian()
    {
        NDArray<ulong> array = NDArray.From<ulong>([ulong.MaxValue, 0, ulong.MaxValue - 1, 1UL << 63, (1UL << 63) - 1], (5, 1));
        QuantilePlan<ulong> plan = QuantilePlan.CreateMedian<ulong>(array.Shape);
        Assert.Equal(array.Median(), Finish(plan, array, [new(0, 2), new(2, 3)]).Value);
        Assert.InRange(plan.Rounds, 1, 4);
    }

    [Fact]
    public void Plan_OfManyColumns_AsksForSomeAtATime()
    {
        var draw = new Random(2);
        NDArray<short> array = NDArray.From([.. Enumerable.Range(0, 20 * 3000).Select(_ => (short)draw.Next(-30_000, 30_000))], (20, 3000));
        QuantilePlan<short> plan = QuantilePlan.Create<short>(array.Shape, [0.1, 0.5], axis: [0]);
        Assert.InRange(plan.Question.Length, 1, 30_000);
        Assert.Equal(array.Quantile([0.1, 0.5], 0).ToArray(), Finish(plan, array, [new(0, 7), new(7, 0), new(7, 13)]).ToArray());
        Assert.InRange(plan.Rounds, 6, 6 * 3);
    }

    [Fact]
    public void Plan_WithoutElements_IsCompleteAndNaN()
    {
        Assert.Equal([double.NaN, double.NaN], QuantilePlan.Create<float>((0, 3), [0.5, 1]).ToNDArray().ToArray());
        QuantilePlan<float> ofColumns = QuantilePlan.CreateMedian<float>((0, 3), axis: [0]);
        Assert.True(ofColumns.IsComplete);
        Assert.Equal((3, true), ((int)ofColumns.ToNDArray().Shape[0], double.IsNaN(ofColumns.ToNDArray()[2])));
        Assert.Empty(QuantilePlan.Create<float>((5, 3), []).ToNDArray().ToArray());
        Assert.Empty(QuantilePlan.CreateMedian<float>((5, 0), axis: [0]).ToNDArray().ToArray());
    }

    [Fact]
    public void Plan_OfWhatDoesNotBelongTogether_IsRefusedAndUnchanged()
    {
        NDArray<int> array = NDArray.From([3, 1, 2, 9, 8, 7], (3, 2));
        QuantilePlan<int> plan = QuantilePlan.CreateMedian<int>((3, 2));
        byte[] question = plan.Question;
        Assert.Throws<ArgumentException>(() => array.Permute(1, 0).CountForQuantiles(question, new RowRange(0, 1)));
        Assert.Throws<ArgumentException>(() => array.Cast<uint>().CountForQuantiles(question, new RowRange(0, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => array.CountForQuantiles(question, new RowRange(2, 2)));
        Assert.Throws<ArgumentNullException>("source", () => ((ReductionSource<int>)null!).CountForQuantiles(question, new RowRange(0, 1)));
        byte[] counts = array.CountForQuantiles(question, new RowRange(0, 2));
        plan.Add(counts);
        Assert.Throws<ArgumentException>("counts", () => plan.Add(counts));
        Assert.Equal([new RowRange(0, 2)], plan.Rows);
        Assert.Contains("only rows 0..2", Assert.Throws<InvalidOperationException>(() => plan.ToNDArray()).Message, StringComparison.Ordinal);
        Assert.Equal(5, Finish(plan, array, [new(2, 1)], [new(0, 3)]).Value);
        Assert.Throws<InvalidOperationException>(() => plan.Add(counts));
        Assert.Empty(plan.Question);
        Assert.Throws<ArgumentException>("counts", () => QuantilePlan.CreateMedian<int>((3, 3)).Add(counts));
        Assert.Throws<ArgumentException>("axis", () => QuantilePlan.CreateMedian<int>((3, 2), [1]));
        Assert.Throws<ArgumentException>("axis", () => QuantilePlan.CreateMedian<int>((3, 2), [0, -2]));
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => QuantilePlan.CreateMedian<int>((3, 2), [2]));
        Assert.Throws<ArgumentOutOfRangeException>("q", () => QuantilePlan.Create<int>((3, 2), [2]));
        Assert.Throws<NotSupportedException>(() => QuantilePlan.CreateMedian<Guid>((3, 2)));
    }

    [Fact]
    public void Bytes_Damaged_AreRefused()
    {
        NDArray<int> array = NDArray.From([3, 1, 2, 9, 8, 7], (3, 2));
        QuantilePlan<int> plan = QuantilePlan.CreateMedian<int>((3, 2));
        byte[] question = plan.Question, counts = array.CountForQuantiles(question, new RowRange(0, 3));
        for (int i = 0; i < question.Length; i++)
        {
            byte[] damaged = [.. question];
            damaged[i] ^= 4;
            Assert.Throws<InvalidDataException>(() => array.CountForQuantiles(damaged, new RowRange(0, 3)));
        }

        for (int i = 0; i < counts.Length; i++)
        {
            byte[] damaged = [.. counts];
            damaged[i] ^= 4;
            Assert.Throws<InvalidDataException>(() => plan.Add(damaged));
        }

        Assert.Throws<InvalidDataException>(() => plan.Add(question));
        Assert.Equal(0, plan.Rounds);
    }

    [Fact]
    public void MergeCounts_OfSomeRows_AreCountsOfAllOfThem()
    {
        var draw = new Random(4);
        NDArray<float> array = NDArray.From([.. Enumerable.Range(0, 60_000).Select(_ => (float)Floating(draw))], (600, 100));
        QuantilePlan<float> plan = QuantilePlan.Create<float>(array.Shape, [0.1, 0.5], axis: [0]), other = QuantilePlan.CreateMedian<float>((600, 100));
        while (!plan.IsComplete)
        {
            byte[] question = plan.Question;
            byte[][] parts = [.. ((RowRange[])[new(0, 50), new(450, 150), new(50, 100)]).Select(rows => array.CountForQuantiles(question, rows))];
            byte[] merged = QuantilePlan.MergeCounts(parts);

            // Whatever the order; neighbours are one range; the sums are counts of these rows.
            Assert.Equal(merged, QuantilePlan.MergeCounts(parts.Reverse()));
            Assert.Equal(array.CountForQuantiles(question, new RowRange(0, 150)), QuantilePlan.MergeCounts([parts[2], parts[0]]));
            Assert.Equal(parts[0], QuantilePlan.MergeCounts([parts[0]]));
            Assert.InRange(merged.Length, 1, parts.Sum(part => part.Length));
            plan.Add(merged);
            Assert.Equal([new RowRange(0, 150), new RowRange(450, 150)], plan.Rows);
            Assert.Throws<ArgumentException>("counts", () => plan.Add(parts[1]));
            plan.Add(array.CountForQuantiles(question, new RowRange(150, 300)));
        }

        Assert.Equal(array.Quantile([0.1, 0.5], 0).ToArray(), plan.ToNDArray().ToArray());
    }

    [Fact]
    public void MergeCounts_OfWhatDoesNotBelongTogether_IsRefused()
    {
        NDArray<int> array = NDArray.From([3, 1, 2, 9, 8, 7], (3, 2));
        byte[] question = QuantilePlan.CreateMedian<int>((3, 2)).Question, first = array.CountForQuantiles(question, new RowRange(0, 2));
        byte[] ofAnother = array.CountForQuantiles(QuantilePlan.CreateMedian<int>((3, 2), axis: [0]).Question, new RowRange(2, 1));
        Assert.Throws<ArgumentNullException>("counts", () => QuantilePlan.MergeCounts(null!));
        Assert.Throws<ArgumentException>("counts", () => QuantilePlan.MergeCounts([]));
        Assert.Throws<ArgumentException>("counts", () => QuantilePlan.MergeCounts([first, first]));
        Assert.Throws<ArgumentException>("counts", () => QuantilePlan.MergeCounts([first, ofAnother]));
        Assert.Throws<InvalidDataException>(() => QuantilePlan.MergeCounts([first, question]));
        for (int i = 0; i < first.Length; i++)
        {
            byte[] damaged = [.. first];
            damaged[i] ^= 4;
            Assert.Throws<InvalidDataException>(() => QuantilePlan.MergeCounts([damaged]));
        }
    }

    [Theory]
    [InlineData(-1, 1, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(2, 2, 0)]
    [InlineData(0, 3, 1)]
    [InlineData(0, 3, 2)]
    public void Add_CountsThatNobodyCounted_AreRefusedAndChangeNothing(long start, long rows, int kind)
    {
        // With a checksum that is right: rows that are not there, more counts than were asked for, sums that no number holds.
        NDArray<int> array = NDArray.From([3, 1, 2, 9, 8, 7], (3, 2));
        QuantilePlan<int> plan = QuantilePlan.CreateMedian<int>((3, 2));
        byte[] question = plan.Question, forged = PartialBytes.Frame(QuantileAnswer.Magic, writer =>
        {
            writer.Write(question.AsSpan(question.Length - PartialBytes.ChecksumBytes).ToArray());
            writer.Write(1);
            writer.Write(start);
            writer.Write(rows);
            writer.Write((byte[])(kind switch { 0 => [1], 1 => [0, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], _ => [0, 0xFF, 0xFF, 0x03] }));
        });

        Assert.Throws<InvalidDataException>(() => plan.Add(forged));
        Assert.Empty(plan.Rows);
        Assert.Equal(5, Finish(plan, array, [new(0, 3)]).Value);
    }

    [Fact]
    public void Plan_ElementsThatChangeBetweenRounds_SaysSo()
    {
        NDArray<int> array = NDArray.From([.. Enumerable.Range(0, 5000)], (1000, 5));
        QuantilePlan<int> plan = QuantilePlan.CreateMedian<int>(array.Shape);
        plan.Add(array.CountForQuantiles(plan.Question, new RowRange(0, 1000)));
        array.AsSpan().Fill(int.MaxValue);
        Assert.Throws<InvalidOperationException>(() => Finish(plan, array, [new(0, 1000)]));
    }

    [OnceTheory]
    [InlineData(3_000)]
    [InlineData(200_000)]
    [InlineData(1_500_000)]
    public void Quantile_OfAHundredThousandAtOnce_AreThoseOfSortedElements(int count)
    {
        var draw = new Random(3);
        double[] values = [.. Enumerable.Range(0, count).Select(_ => draw.NextDouble() * draw.NextDouble())];
        double[] q = [.. Enumerable.Range(0, 100_000).Select(_ => draw.NextDouble())];
        double[] found = NDArray.From(values).Quantile(q).ToArray();
        Array.Sort(values);
        for (int i = 0; i < q.Length; i++)
        {
            var rule = new QuantileRule(q[i], QuantileMethod.Linear, isOfTruths: false);
            (long previous, long next, double weight) = rule.Place(count);
            Assert.Equal(rule.Between(values[previous], values[next], weight), found[i]);
        }
    }

    private static double Floating(Random draw) => draw.Next(12) switch
    {
        0 => -0.0,
        1 => double.PositiveInfinity,
        2 => double.NegativeInfinity,
        3 => 0,
        4 => draw.Next(4),
        _ => draw.NextDouble() - 0.5,
    };

    private static long Integer(Random draw) => draw.Next(6) switch
    {
        0 => -1,
        1 => 0,
        2 => long.MaxValue,
        3 => long.MinValue,
        _ => ((long)draw.Next() << 33) ^ draw.Next(),
    };

    private void Check<T>(Func<Random, T> element)
        where T : unmanaged
    {
        for (int seed = 0; seed < Iterations.Of(4, 8); seed++)
        {
            var draw = new Random(seed);
            long rows = draw.Next(1, 60);
            MemMapView<T> view = DrawnShape(NDArray.From([.. Enumerable.Range(0, (int)rows * 60).Select(_ => draw.Next(40) == 0 && seed % 2 == 0 ? NaNOr(element(draw)) : element(draw))]), rows, draw);
            int[]?[] choices = [null, [0], [0, 1], [-3, 2], [0, 1, 2]];
            int[]? axes = choices[draw.Next(choices.Length)];
            bool skipNaN = draw.Next(2) == 0;
            ReductionSource<T> source = draw.Next(3) == 0 ? view.Where(v => v.GetHashCode() % 4 != 0) : view;
            var options = new ReductionOptions { SkipNaN = skipNaN, MaxDegreeOfParallelism = draw.Next(1, 3), WorkUnitBytes = draw.Next(2) == 0 ? 100 : 1 << 20 };
            QuantilePlan<T> plan = QuantilePlan.Create<T>(view.Shape, s_quantiles, axes, QuantileMethod.Linear, skipNaN);
            QuantilePlan<T> medians = QuantilePlan.CreateMedian<T>(view.Shape, axes, skipNaN);
            double[] expected = source.Quantile(s_quantiles, axes ?? [0, 1, 2], options: options).ToArray();
            Assert.Equal(expected, Finish(plan, source, Cuts(rows, draw), Cuts(rows, draw)).ToArray());
            Assert.Equal(source.Median(axes ?? [0, 1, 2], options: options).ToArray(), Finish(medians, source, Cuts(rows, draw)).ToArray());
        }
    }

    // Any order of axes, and backwards.
    private static MemMapView<T> DrawnShape<T>(NDArray<T> elements, long rows, Random draw)
        where T : unmanaged => draw.Next(4) switch
        {
            0 => elements.Reshape((6, 10, rows)).Permute(2, 0, 1),
            1 => elements.Reshape((6, rows, 10)).Permute(1, 2, 0),
            2 => elements.Reshape((rows, 6, 10)).Flip(0),
            _ => elements.Reshape((rows, 6, 10)),
        };

    private static T NaNOr<T>(T element)
        where T : unmanaged => element switch
        {
            double => (T)(object)double.NaN,
            float => (T)(object)-float.NaN,
            _ => element,
        };

    private static RowRange[] Cuts(long rows, Random draw)
    {
        var cuts = new List<RowRange>();
        for (long start = 0; start < rows;)
        {
            long count = draw.Next(1, (int)(rows - start) + 1);
            cuts.Add(new(start, count));
            start += count;
        }

        return [.. cuts.OrderBy(_ => draw.Next())];
    }

    private static NDArray<double> Finish<T>(QuantilePlan<T> plan, ReductionSource<T> source, RowRange[] first, RowRange[]? later = null)
        where T : unmanaged
    {
        for (int round = 0; !plan.IsComplete; round++)
        {
            byte[] question = plan.Question;
            foreach (RowRange rows in round == 0 ? first : later ?? first)
            {
                plan.Add(source.CountForQuantiles(question, rows));
            }
        }

        return plan.ToNDArray();
    }
}
