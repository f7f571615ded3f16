using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Elements;
using MemMap.Reductions.Ordering;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Quantiles beside sorted elements: every way of finding them, over layouts, axes, masks, element types, byte orders.</summary>
public sealed class QuantileTests : IDisposable
{
    private static readonly double[] s_quantiles = [0.5, 0, 1, 0.01, 0.99, 0.25, 1 / 3.0];

    // So little that columns of some hundred elements need passes, and passes overflow.
    private static readonly OrderingLimits s_little =
        new() { ColumnBytes = 256, ColumnsBytes = 1024, PassBytes = 4096, Counters = 64, LeastParts = 4, Divided = 5, Intervals = 9, Places = 16, LeastPerPlace = 16 };

    // A second sample of few places, as of larger files.
    private static readonly OrderingLimits s_counted = new() { Places = 64, LeastPerPlace = 64, CountedPerPlace = 1024 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [OnceFact]
    public void Quantile_OfAnyView_IsThatOfSortedElements()
    {
        Check<double>((bits, kind) => Floating(bits, kind));
        Check<float>((bits, kind) => (float)Floating(bits, kind));
        Check<long>((bits, kind) => Integer(bits, kind));
        Check<ulong>((bits, kind) => unchecked((ulong)Integer(bits, kind)));
        Check<int>((bits, kind) => unchecked((int)Integer(bits, kind)));
        Check<uint>((bits, kind) => unchecked((uint)Integer(bits, kind)));
        Check<short>((bits, kind) => unchecked((short)Integer(bits, kind)));
        Check<ushort>((bits, kind) => unchecked((ushort)Integer(bits, kind)));
        Check<byte>((bits, kind) => unchecked((byte)Integer(bits, kind)));
        Check<sbyte>((bits, kind) => unchecked((sbyte)Integer(bits, kind)));
        Check<bool>((bits, kind) => Integer(bits, kind) % 3 == 0);
#if !NETSTANDARD_BUILD
        Check<Half>((bits, kind) => (Half)Floating(bits, kind));
#endif
    }

    [Fact]
    public void Quantile_OfOtherByteOrder_IsThatOfTheNumbers()
    {
        using MemMapArray<BigEndian<double>> big = MemMapArray.Create<BigEndian<double>>(_folder.File(), 200_000);
        using MemMapArray<LittleEndian<float>> little = MemMapArray.Create<LittleEndian<float>>(_folder.File(), 200_000);
        var draw = new Random(5);
        double[] values = [.. Enumerable.Range(0, 200_000).Select(_ => (double)(float)draw.NextDouble())];
        big.CopyFrom([.. values.Select(v => (BigEndian<double>)v)]);
        little.CopyFrom([.. values.Select(v => (LittleEndian<float>)(float)v)]);
        double expected = NDArray.From(values).Median();
        Array.Sort(values);
        Assert.Equal((values[99_999] + values[100_000]) / 2, expected);
        Assert.Equal(expected, big.Median());
        Assert.Equal(expected, little.Median());
        Assert.Equal(values[0], big.Quantile(0));
        Assert.Equal(values[^1], little.Quantile(1));
    }

    [OnceTheory]
    [InlineData("random")]
    [InlineData("sorted")]
    [InlineData("constant")]
    [InlineData("two values")]
    [InlineData("one bucket")]
    [InlineData("outliers where no sample looks")]
    [InlineData("runs")]
    public void Quantile_OfWhatIsTooLargeToHold_IsExactForAnyThreadsUnitsAndStrategy(string kind)
    {
        const int Count = 3_000_000;
        var draw = new Random(7);
        double[] values = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            values[i] = kind switch
            {
                "random" => draw.NextDouble() - 0.5,
                "sorted" => i,
                "constant" => 0.1,
                "two values" => draw.Next(2),
                "one bucket" => 1 + (draw.Next(1 << 22) * double.Epsilon * 1e307) + (draw.Next(1000) == 0 ? 1e300 : 0),
                "runs" => i / 50_000 * 7919 % 61,
                _ => i % 1000 < 990 ? 5 : draw.NextDouble() * 10,
            };
        }

        using MemMapArray<double> array = MemMapArray.Create<double>(_folder.File(), Count);
        array.CopyFrom(values);
        Array.Sort(values);
        double[] expected = [.. s_quantiles.Select(q => Expected(values, new QuantileRule(q, QuantileMethod.Linear, isOfTruths: false)))];
        ReductionOptions[] ways =
        [
            new(), new() { MaxDegreeOfParallelism = 1, ReadStrategy = ReadStrategy.Buffered }, new() { MaxDegreeOfParallelism = 3, WorkUnitBytes = 100_000 },
        ];
        foreach (ReductionOptions way in ways)
        {
            Assert.Equal(expected, array.Quantile(s_quantiles, options: way).ToArray());
            Assert.Equal(expected[0], array.Quantile(0.5, options: way));
        }

        Assert.Equal(expected, Run(array, null, new(), s_little));
        Assert.Equal(expected, Run(array, null, new(), s_counted));
    }

    [Fact]
    public void Quantile_AlongAShortContiguousAxis_IsThatOfSortedElements()
    {
        CheckShort(random => (float)Floating((ulong)random.NextInt64(), random.Next(6)));
        CheckShort(random => Floating((ulong)random.NextInt64(), random.Next(6)));
        CheckShort(random => (float)random.NextDouble() - 0.5f);
        CheckShort(random => random.Next(5) == 0 ? -0.0 : random.NextDouble() * random.Next(-1, 2));
        CheckShort(random => random.Next(-1000, 1000));
        CheckShort(random => (uint)random.NextInt64());
        CheckShort(random => random.NextInt64(long.MinValue, long.MaxValue));
        CheckShort(random => (ulong)random.NextInt64(long.MinValue, long.MaxValue));
    }

    // Rows of any elements, of equal ones, of few values, and in order.
    private static void CheckShort<T>(Func<Random, T> draw)
        where T : unmanaged
    {
        var random = new Random(17);
        foreach (int length in (int[])[7, 95, 96, 131, 1000, 4096, 4097])
        {
            T[] values = new T[4 * length];
            T[] few = [draw(random), draw(random), draw(random)];
            for (int i = 0; i < length; i++)
            {
                (values[i], values[length + i], values[(2 * length) + i]) = (draw(random), few[0], few[random.Next(3)]);
                values[(3 * length) + i] = draw(random);
            }

            Array.Sort(values, 3 * length, length);
            NDArray<T> array = NDArray.From(values, (4, length));
            foreach (bool skipNaN in (bool[])[false, true])
            {
                foreach (double[] quantiles in (double[][])[[0.5], [0.01, 0.99], [0, 1 / 3.0, 1]])
                {
                    NDArray<double> found = array.Quantile(quantiles, axis: 1, options: new() { SkipNaN = skipNaN });
                    for (int row = 0; row < 4; row++)
                    {
                        T[] column = [.. values.Skip(row * length).Take(length)];
                        for (int i = 0; i < quantiles.Length; i++)
                        {
                            double expected = Naive(column, quantiles[i], skipNaN);
                            Assert.Equal(expected, found[i, row]);
                        }
                    }
                }
            }
        }
    }

    private static double Naive<T>(T[] column, double quantile, bool skipNaN)
        where T : unmanaged
    {
        long[] keys = [.. column.Select(value => OrderKey.Of(value))];
        long[] numbers = [.. keys.Where(key => key >= OrderKey.LeastNumber<T>() && key <= OrderKey.LargestNumber<T>()).Order()];
        if (numbers.Length == 0 || (!skipNaN && numbers.Length < column.Length))
        {
            return double.NaN;
        }

        var rule = new QuantileRule(quantile, QuantileMethod.Linear, isOfTruths: false);
        (long previous, long next, double weight) = rule.Place(numbers.Length);
        return rule.Between(OrderKey.ToElement<T>(numbers[previous]), OrderKey.ToElement<T>(numbers[next]), weight);
    }

    [Fact]
    public void Quantile_OfSmallGroups_IsThatOfEach()
    {
        CheckGroups(random => (float)Floating((ulong)random.NextInt64(), random.Next(60)));
        CheckGroups(random => Floating((ulong)random.NextInt64(), random.Next(60)));
#if !NETSTANDARD_BUILD
        CheckGroups(random => random.Next(9) == 0 ? Half.NaN : (Half)(random.NextDouble() - 0.5));
#endif
        CheckGroups(random => random.Next(9) == 0 ? -float.NaN : random.NextSingle());
        CheckGroups(random => (byte)random.Next());
        CheckGroups(random => (short)random.Next());
        CheckGroups(random => random.Next(-5, 5));
        CheckGroups(random => (uint)random.NextInt64());
        CheckGroups(random => random.NextInt64(long.MinValue, long.MaxValue));
        CheckGroups(random => (ulong)random.NextInt64(long.MinValue, long.MaxValue));
    }

    // Groups are rows, forwards and backwards, and columns that are few; so many that some fill vectors and some do not.
    private static void CheckGroups<T>(Func<Random, T> draw)
        where T : unmanaged
    {
        var random = new Random(18);
        foreach (int length in (int[])[1, 2, 3, 7, 8, 16, 33])
        {
            T[] values = [.. Enumerable.Range(0, 270 * length).Select(_ => draw(random))];
            NDArray<T> rows = NDArray.From(values, (270, length)), columns = NDArray.From(values, (90, length, 3));
            foreach (bool skipNaN in (bool[])[false, true])
            {
                var options = new ReductionOptions { SkipNaN = skipNaN, WorkUnitBytes = random.Next(2) == 0 ? 4000 : 1 << 20 };
                NDArray<double> ofRows = rows.Quantile([0.9, 0.25], axis: 1, options: options);
                NDArray<double> ofBackward = rows[Slice.Range(null, null, -1), Slice.Range(null, null, -1)].Median(axis: 1, options: options);
                NDArray<double> ofColumns = columns.Quantile([0.9, 0.25], axis: 1, options: options);
                for (int i = 0; i < 270; i++)
                {
                    T[] row = [.. values.Skip(i * length).Take(length)];
                    T[] column = [.. Enumerable.Range(0, length).Select(j => values[(i / 3 * length * 3) + (j * 3) + (i % 3)])];
                    Assert.Equal(Naive(row, 0.9, skipNaN), ofRows[0, i]);
                    Assert.Equal(Naive(row, 0.25, skipNaN), ofRows[1, i]);
                    Assert.Equal(rows[i, ..].Median(new ReductionOptions { SkipNaN = skipNaN }), ofBackward[269 - i]);
                    Assert.Equal(Naive(column, 0.9, skipNaN), ofColumns[0, i / 3, i % 3]);
                    Assert.Equal(Naive(column, 0.25, skipNaN), ofColumns[1, i / 3, i % 3]);
                }
            }
        }
    }

    [Fact]
    public void Quantile_AlongALongSlowAxis_IsThatOfEachColumn()
    {
        var draw = new Random(3);
        double[] values = [.. Enumerable.Range(0, 210_000 * 3).Select(_ => draw.Next(50) == 0 ? double.NaN : draw.NextDouble())];
        NDArray<double> array = NDArray.From(values, (210_000, 3));
        NDArray<double> found = array.Quantile([0.01, 0.5, 0.99], axis: 0, options: new() { SkipNaN = true });
        Assert.Equal((3, 3), found.Shape);
        for (int column = 0; column < 3; column++)
        {
            double[] sorted = [.. values.Where((v, i) => i % 3 == column && !double.IsNaN(v)).Order()];
            for (int i = 0; i < 3; i++)
            {
                Assert.Equal(Expected(sorted, new QuantileRule(((double[])[0.01, 0.5, 0.99])[i], QuantileMethod.Linear, false)), found[i, column]);
            }
        }

        Assert.All(array.Median(0).ToArray(), median => Assert.True(double.IsNaN(median)));
    }

    [Fact]
    public void Quantile_OfTilesOfColumns_IsRightBehindANarrowerTile()
    {
        // Tiles of 12 and of 5 columns, by turns.
        var draw = new Random(11);
        NDArray<double> array = NDArray.From([.. Enumerable.Range(0, 3 * 10 * 17).Select(_ => draw.NextDouble())], (3, 10, 17));
        Assert.Equal(Naive(array, isMasked: false, [1], skipNaN: false), Run(array, [1], new(), s_little));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20_001)]
    public void Median_OfTheLargestDoubles_IsNotInfinite(int count)
    {
        double[] largest = [.. Enumerable.Repeat(-double.MaxValue, count)];
        Assert.Equal(-double.MaxValue, NDArray.From(largest).Median());
        Assert.Equal(-double.MaxValue, NDArray.From(largest).Median(0).Value);
        Assert.Equal(1.5e308, NDArray.From([1.25e308, 1.75e308]).Median());
        Assert.True(double.IsNaN(NDArray.From([double.NegativeInfinity, double.PositiveInfinity]).Median()));
    }

    // Blocks end with a few elements that no vector has all of; a mask makes many such blocks.
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Quantile_NaNAtTheEndsOfBlocks_IsSeen(bool skipNaN, bool isMasked)
    {
        const int Count = 3_000_063;
        Random random = new(5);
        double[] numbers = [.. Enumerable.Range(0, Count).Select(_ => random.NextDouble())];
        for (int i = 1; i <= 20; i++)
        {
            numbers[^i] = i % 2 == 0 ? double.NaN : -double.NaN;
        }

        double[] q = [0.25, 0.5, 0.75];
        bool[] mask = [.. Enumerable.Range(0, Count).Select(i => i % 7 != 0)];
        ReductionSource<double> source = isMasked ? NDArray.From(numbers).Where(NDArray.From(mask)) : NDArray.From(numbers);
        double[] found = source.Quantile(q, QuantileMethod.Lower, new() { SkipNaN = skipNaN }).ToArray();
        double[] kept = [.. numbers.Where((number, i) => (!isMasked || mask[i]) && !double.IsNaN(number)).Order()];
        Assert.Equal([.. q.Select(part => skipNaN ? kept[(int)(part * (kept.Length - 1))] : double.NaN)], found);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(3, 2)]
    [InlineData(3_000_000, 2)]
    public void Quantile_OfNoQuantiles_IsEmpty(int rows, int columns) =>
        Assert.Equal((0, columns), NDArray.Create<double>((rows, columns)).Quantile([], axis: 0).Shape);

    [Fact]
    public void Quantile_OfArguments_IsRefusedOrNaN()
    {
        NDArray<int> array = NDArray.From([3, 1, 2], (1, 3));
        foreach (double wrong in (double[])[-0.1, 1.5, double.NaN, double.PositiveInfinity])
        {
            Assert.Equal(wrong, Assert.Throws<ArgumentOutOfRangeException>("q", () => array.Quantile(wrong)).ActualValue);
            Assert.Throws<ArgumentOutOfRangeException>("q", () => array.Quantile([0.5, wrong], 0));
        }

        Assert.Throws<ArgumentOutOfRangeException>("method", () => array.Quantile(0.5, (QuantileMethod)13));
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => array.Median(2));
        Assert.Throws<ArgumentException>("axis", () => array.Median([0, -2]));
        Assert.Throws<NotSupportedException>(() => NDArray.From(new Guid[3]).Median());
        Assert.Throws<ArgumentNullException>("source", () => ((ReductionSource<int>)null!).Median());
        Assert.True(double.IsNaN(NDArray.From(Array.Empty<int>()).Median()));
        Assert.True(double.IsNaN(array.Where(v => v > 9).Quantile(0.5)));
        Assert.Equal([double.NaN, double.NaN], NDArray.From(Array.Empty<float>(), (0, 2)).Median(0).ToArray());
        Assert.Empty(NDArray.From(Array.Empty<float>(), (0, 2)).Median(1).ToArray());
        Assert.Empty(array.Quantile([]).ToArray());
        Assert.Equal(7, NDArray.From(new byte[] { 7 }, []).Median());
        Assert.Equal((2, 1, 3), array.Quantile([0.5, 1], [0], keepDims: true).Shape);
        Assert.Equal([3, 1, 2], array.Quantile(0.7, []).ToArray());
    }

    [Fact]
    public void Quantile_Cancelled_Throws()
    {
        NDArray<double> array = NDArray.From(new double[300_000]);
        Assert.Throws<OperationCanceledException>(() => array.Median(new ReductionOptions { CancellationToken = new(canceled: true) }));
        var seen = new List<ReductionProgress>();
        array.Median(new ReductionOptions { Progress = new Reports(seen), WorkUnitBytes = 100_000 });
        Assert.Equal(seen.Select(report => report.BytesDone).Order(), seen.Select(report => report.BytesDone));
        Assert.Equal(1, seen[^1].Fraction);
    }

    private static double Floating(ulong bits, int kind) => kind switch
    {
        0 => (bits >> 11) / (double)(1UL << 53),
        1 => (double)(bits % 5) - 2,
        2 => 0.25,
        3 => bits % 9 == 0 ? double.NaN : bits % 31 == 0 ? -double.NaN : (long)(bits % 1000),
        4 => BitConverter.Int64BitsToDouble((long)bits),
        _ => bits % 100 == 0 ? bits : 1,
    };

    private static long Integer(ulong bits, int kind) => kind switch
    {
        0 or 4 => unchecked((long)bits),
        1 => (long)(bits % 5) - 2,
        2 => -1,
        3 => (long)(bits % 1000),
        _ => bits % 100 == 0 ? unchecked((long)bits) : 1,
    };

    private static double Expected<T>(T[] sorted, QuantileRule rule)
        where T : unmanaged
    {
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        (long previous, long next, double weight) = rule.Place(sorted.Length);
        return rule.Between(sorted[previous], sorted[next], weight);
    }

    private static double[] Run<T>(ReductionSource<T> source, int[]? axes, ReductionOptions options, OrderingLimits limits)
        where T : unmanaged
    {
        using ReductionCall call = axes is null ? ReductionCall.OverAll(source, options) : ReductionCall.Over(source, axes, options);
        long[] lengths = [.. Enumerable.Range(0, call.Reduces.Length).Where(axis => !call.Reduces[axis]).Select(axis => call.Elements.Layout.Lengths[axis])];
        Layout one = Layout.Create(lengths, MemMapOrder.C, 0, sizeof(double));
        double[] results = new double[one.Length * s_quantiles.Length];
        long[] strides = new long[call.Reduces.Length];
        one.ScatterStrides(call.Reduces, strides);
        unsafe
        {
            fixed (double* origin = results)
            {
                new QuantileRun<T>(call, s_quantiles, QuantileMethod.Linear, strides, new((byte*)origin, one.Length * sizeof(double)), limits).Run();
            }
        }

        return results;
    }

    // Another program may write while elements are counted: what is read once more may be another.
    [Fact]
    public async Task Quantile_ElementsChangedMeanwhile_IsFoundOrSaysSo()
    {
        int[] elements = [.. Enumerable.Range(0, 60_000)];
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write(elements), elements.Length, MemMapMode.ReadWrite);
        using var stop = new CancellationTokenSource();
        Task writer = Task.Run(() =>
        {
            for (int round = 0; !stop.IsCancellationRequested; round++)
            {
                array.AsSpan().Fill(round % 2 == 0 ? int.MaxValue : 30_000);
                elements.CopyTo(array.AsSpan());
            }
        });
        for (int i = 0; i < 300; i++)
        {
            try
            {
                Assert.Equal(s_quantiles.Length, Run(array, null, new ReductionOptions { MaxDegreeOfParallelism = 1 }, s_little).Length);
            }
            catch (InvalidOperationException exception)
            {
                Assert.Contains("changed while their order", exception.Message, StringComparison.Ordinal);
            }
        }

        await stop.CancelAsync();
        await writer;
    }

    private void Check<T>(Func<ulong, int, T> element)
        where T : unmanaged
    {
        using MemMapArray<T> array = MemMapArray.Create<T>(_folder.File(), DrawnViews.Elements);
        for (int seed = 0; seed < Iterations.Of(6, 12); seed++)
        {
            var draw = new Random(seed);
            int kind = draw.Next(6);
            byte[] bytes = new byte[8];
            array.CopyFrom([.. Enumerable.Range(0, DrawnViews.Elements).Select(_ =>
            {
                draw.NextBytes(bytes);
                return element(BitConverter.ToUInt64(bytes, 0), kind);
            })]);
            MemMapView<T> view = DrawnViews.Of(array, draw);
            int[]? axes = DrawnViews.Axes(view.Rank, draw);
            var options = new ReductionOptions
            {
                SkipNaN = draw.Next(2) == 0,
                MaxDegreeOfParallelism = draw.Next(1, 4),
                WorkUnitBytes = draw.Next(2) == 0 ? 5000 : 1 << 20,
                ReadStrategy = draw.Next(2) == 0 ? ReadStrategy.Mapped : ReadStrategy.Buffered,
            };
            bool isMasked = draw.Next(3) == 0;
            ReductionSource<T> source = isMasked ? view.Where(v => v.GetHashCode() % 4 != 0) : view;
            double[] expected = typeof(T) == typeof(bool)
                ? Naive(view.Cast<byte>(), isMasked, axes, options.SkipNaN)
                : Naive(view, isMasked, axes, options.SkipNaN);
            foreach (OrderingLimits limits in (OrderingLimits[])[OrderingLimits.Default, s_little])
            {
                double[] found = Run(source, axes, options, limits);
                Assert.Equal(expected.Length, found.Length);
                for (int i = 0; i < found.Length; i++)
                {
                    Assert.True(
                        expected[i].Equals(found[i]),
                        $"{found[i]:R} for {expected[i]:R}, number {i} of {found.Length}: {typeof(T).Name} {view.Shape} strides {string.Join(' ', view.Strides.ToArray())} "
                            + $"axes {(axes is null ? "none" : string.Join(' ', axes))} kind {kind} seed {seed} masked {isMasked} little {limits == s_little}");
                }
            }
        }
    }

    private static double[] Naive<T>(MemMapView<T> view, bool isMasked, int[]? axes, bool skipNaN)
        where T : unmanaged
    {
        int rank = view.Rank;
        axes ??= [.. Enumerable.Range(0, rank)];
        int[] kept = [.. Enumerable.Range(0, rank).Except(axes)];
        long groups = kept.Aggregate(1L, (product, axis) => product * view.Shape[axis]);
        T[] all = view.Permute([.. kept, .. axes]).ToArray();
        long count = groups == 0 ? 0 : all.Length / groups;
        double[] results = new double[groups * s_quantiles.Length];
        for (long group = 0; group < groups; group++)
        {
            T[] some = all.AsSpan((int)(group * count), (int)count).ToArray();
            some = isMasked ? [.. some.Where(v => v.GetHashCode() % 4 != 0)] : some;
            T[] sorted = [.. some.Where(v => !IsNaN(v)).OrderBy(Key)];
            bool isNaN = sorted.Length < some.Length && !skipNaN;
            for (int i = 0; i < s_quantiles.Length; i++)
            {
                results[(i * groups) + group] = isNaN ? double.NaN : Expected(sorted, new QuantileRule(s_quantiles[i], QuantileMethod.Linear, isOfTruths: false));
            }
        }

        return results;
    }

    private static bool IsNaN<T>(T value)
        where T : unmanaged => Element.IsNaN(value);

    // -0 before +0.
    private static (decimal Integer, double Value, int Sign) Key<T>(T value)
        where T : unmanaged => value switch
        {
            long x => (x, 0, 0),
            ulong x => (x, 0, 0),
            _ => (0, Element.ToDouble(value), 1 / Element.ToDouble(value) < 0 ? 0 : 1),
        };

    private sealed class Reports(List<ReductionProgress> seen) : IProgress<ReductionProgress>
    {
        public void Report(ReductionProgress value) => seen.Add(value);
    }
}
