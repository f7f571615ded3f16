using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Threads, progress, cancellation, NaN left out, and sets of axes.</summary>
public sealed class ReductionOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private sealed class Recorder(Action<ReductionProgress>? then = null) : IProgress<ReductionProgress>
    {
        public List<ReductionProgress> Reports { get; } = [];

        public void Report(ReductionProgress value)
        {
            Reports.Add(value);
            then?.Invoke(value);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-2, 1)]
    [InlineData(1, 0)]
    [InlineData(1, -5)]
    public void Options_ValuesThatDoNotExist_Throw(int threads, long unit)
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(_folder.Write(new float[10]));
        var options = new ReductionOptions { MaxDegreeOfParallelism = threads, WorkUnitBytes = unit };
        Assert.Throws<ArgumentOutOfRangeException>(() => array.Mean(options));
        Assert.Throws<ArgumentOutOfRangeException>(() => array.Max(0, options: options));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Progress_OfEveryKind_AscendsToTheTotal(int threads)
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(_folder.Write(new float[300_000]), (300, 1000));
        foreach (Action<ReductionOptions> reduce in new Action<ReductionOptions>[]
        {
            options => array.Mean(options), options => array.Std(0, options: options), options => array.Min(1, options: options), options => array[.., ..37].Sum(options),
        })
        {
            var recorder = new Recorder();
            reduce(new ReductionOptions { MaxDegreeOfParallelism = threads, WorkUnitBytes = 30_000, Progress = recorder });
            Assert.True(recorder.Reports.Count > 1);
            Assert.Equal(recorder.Reports.Select(report => report.BytesDone).Order(), recorder.Reports.Select(report => report.BytesDone));
            Assert.Equal(1, recorder.Reports[^1].Fraction);
            Assert.Equal(recorder.Reports[^1].BytesTotal, recorder.Reports[^1].BytesDone);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void CancellationToken_CancelledAfterAUnit_EndsTheReduction(int threads)
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(_folder.Write(new float[4_000_000]));
        using var source = new CancellationTokenSource();
        var recorder = new Recorder(_ => source.Cancel());
        var options = new ReductionOptions { MaxDegreeOfParallelism = threads, WorkUnitBytes = 16_384, Progress = recorder, CancellationToken = source.Token };
        OperationCanceledException exception = Assert.ThrowsAny<OperationCanceledException>(() => array.Std(0, options));
        Assert.Equal(source.Token, exception.CancellationToken);
        Assert.InRange(recorder.Reports.Count, 1, 976);
        Assert.ThrowsAny<OperationCanceledException>(() => array.Mean(options));
        Assert.Equal(0, array.Mean());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Progress_ThatThrows_EndsTheReductionWithItsException(int threads)
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(_folder.Write(new float[1_000_000]));
        var options = new ReductionOptions { MaxDegreeOfParallelism = threads, WorkUnitBytes = 16_384, Progress = new Recorder(_ => throw new InvalidTimeZoneException()) };
        Assert.Throws<InvalidTimeZoneException>(() => array.Mean(options));
        Assert.Equal(0, array.Mean());
    }

    [Fact]
    public void SkipNaN_RandomNaNs_IsTheReductionOfTheOthers() =>
        Gen.Select(Gen.Int[1, 90], Gen.Int[1, 70], Gen.Int[0, 100], Gen.Int[0, 1000]).Sample((rows, columns, percent, seed) =>
        {
            using var folder = new TemporaryFolder();
            var random = new Random(seed);
            double[] elements = [.. Enumerable.Range(0, rows * columns).Select(_ => random.Next(100) < percent ? double.NaN : 100 + random.NextDouble())];
            using MemMapArray<double> array = MemMapArray.Open<double>(folder.Write(elements), (rows, columns));
            var skip = new ReductionOptions { SkipNaN = true };
            Check(elements, array.Sum(skip), array.Mean(skip), array.Std(1, skip), array.MinMax(skip));
            for (int axis = 0; axis < 2; axis++)
            {
                NDArray<double> sums = array.Sum(axis, options: skip), means = array.Mean(axis, options: skip), stds = array.Std(axis, 1, options: skip);
                NDArray<double> mins = array.Min(axis, options: skip), maxs = array.Max(axis, options: skip);
                for (int i = 0; i < sums.Length; i++)
                {
                    Check([.. elements.Where((_, k) => (axis == 0 ? k % columns : k / columns) == i)], sums[i], means[i], stds[i], (mins[i], maxs[i]));
                }
            }

            static void Check(double[] line, double sum, double mean, double std, (double Min, double Max) extremes)
            {
                double[] kept = [.. line.Where(x => !double.IsNaN(x))];
                if (kept.Length == 0)
                {
                    Assert.True(sum == 0 && double.IsNaN(mean) && double.IsNaN(std) && double.IsNaN(extremes.Min) && double.IsNaN(extremes.Max));
                    return;
                }

                Assert.Equal(kept.Sum(), sum, 1e-12 * sum);
                Assert.Equal(Exact.Mean(kept), mean, 1e-15 * mean);
                Assert.Equal((kept.Min(), kept.Max()), extremes);
                if (kept.Length > 1)
                {
                    Assert.Equal(Exact.Std(kept, 1), std, 1e-13 * std);
                }
                else
                {
                    Assert.True(double.IsNaN(std));
                }
            }
        }, iter: 60);

    [Fact]
    public void Axes_AnySetOfAnyView_EqualTheReductionOfEachPart() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 9], Gen.Int[1, 5], Gen.Int[1, 40], Gen.Int[0, 15], Gen.Int[0, 23]).Sample((a, b, c, d, set, order) =>
        {
            using var folder = new TemporaryFolder();
            int[] elements = [.. Enumerable.Range(0, a * b * c * d).Select(i => unchecked(i * 1000003) % 1000)];
            using MemMapArray<int> array = MemMapArray.Open<int>(folder.Write(elements), (a, b, c, d));
            MemMapView<int> view = array.Permute(Permutation(order)).Flip(1);
            int[] axes = [.. Enumerable.Range(0, 4).Where(axis => (set >> axis & 1) != 0)];
            NDArray<double> sums = view.Sum(axes, keepDims: true), stds = view.Std(axes, keepDims: true);
            NDArray<int> mins = view.Min(axes), maxs = view.Max([.. axes.Select(axis => axis - 4)], keepDims: true);
            Assert.Equal(view.Shape.ToArray().Select((length, axis) => axes.Contains(axis) ? 1 : length), sums.Shape.ToArray());
            Assert.Equal(view.Shape.ToArray().Where((_, axis) => !axes.Contains(axis)), mins.Shape.ToArray());
            for (int i = 0; i < sums.Length; i++)
            {
                Slice[] slices = new Slice[4];
                long rest = i;
                for (int axis = 3; axis >= 0; axis--)
                {
                    if (!axes.Contains(axis))
                    {
                        slices[axis] = rest % view.Shape[axis];
                        rest /= view.Shape[axis];
                    }
                }

                int[] part = view[slices].ToArray();
                Assert.Equal(part.Sum(x => (double)x), sums.AsSpan()[i]);
                Assert.Equal((part.Min(), part.Max()), (mins.AsSpan()[i], maxs.AsSpan()[i]));
                double std = Exact.Std([.. part.Select(x => (double)x)]);
                Assert.Equal(std, stds.AsSpan()[i], 1e-13 * std);
            }
        }, iter: 200);

    // The permutation of four axes with that number, from 0 to 23.
    private static int[] Permutation(int number)
    {
        List<int> left = [0, 1, 2, 3];
        int[] permutation = new int[4];
        for (int i = 0; i < 4; i++)
        {
            permutation[i] = left[number % left.Count];
            number /= left.Count;
            left.Remove(permutation[i]);
        }

        return permutation;
    }

    [Fact]
    public void Axes_NamedTwiceOrNotThere_Throw()
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(_folder.Write(new float[12]), (3, 4));
        Assert.Throws<ArgumentException>(() => array.Mean([0, -2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => array.Sum([0, 2]));
        Assert.Equal(array.Shape, array.Mean([]).Shape);
    }

    [Fact]
    public void MinMax_EveryType_IsThatOfTheElements()
    {
        Check(i => (sbyte)(i * 37));
        Check(i => (byte)(i * 37));
        Check(i => (short)(i * 31337));
        Check(i => (ushort)(i * 31337));
        Check(i => unchecked(i * 1000000007));
        Check(i => unchecked((uint)i * 3000000019u));
        Check(i => unchecked(i * 7046029254386353131L));
        Check(i => unchecked((ulong)i * 11400714819323198485UL));
        Check(i => (nint)(i * 31337));
        Check(i => (float)Math.Sin(i));
        Check(i => Math.Sin(i));
#if !NETSTANDARD_BUILD
        Check(i => (Half)Math.Sin(i));
#endif

        void Check<T>(Func<int, T> element)
            where T : unmanaged
        {
            foreach (int length in new[] { 1, 2, 31, 32, 63, 64, 65, 127, 128, 129, 255, 256, 257, 1000, 4096, 4097, 10007 })
            {
                T[] elements = [.. Enumerable.Range(1, length).Select(element)];
                using MemMapArray<T> array = MemMapArray.Open<T>(_folder.Write(elements, name: $"{typeof(T).Name}-{length}"));
                Assert.Equal((elements.Min(), elements.Max()), array.MinMax());
                Assert.Equal((elements.Min(), elements.Max()), (array.Min(), array.Max()));
                using MemMapArray<T> columns = MemMapArray.Open<T>(_folder.Write([.. elements, .. elements.Reverse()], name: "columns"), (2, length));
                NDArray<T> mins = columns.Min(0), maxs = columns.Max(0);
                for (int i = 0; i < length; i++)
                {
                    T[] both = [elements[i], elements[length - 1 - i]];
                    Assert.Equal((both.Min(), both.Max()), (mins[i], maxs[i]));
                }
            }
        }
    }

    [Theory]
    [InlineData(new[] { 1.0, double.NaN, 2 }, double.NaN, double.NaN)]
    [InlineData(new[] { 0.0, -0.0, 0.0 }, -0.0, 0.0)]
    [InlineData(new[] { double.PositiveInfinity, double.NegativeInfinity }, double.NegativeInfinity, double.PositiveInfinity)]
    public void MinMax_SpecialValues_AreThoseOfIeee754(double[] elements, double min, double max)
    {
        foreach (int copies in new[] { 1, 50 })
        {
            double[] all = [.. Enumerable.Repeat(elements, copies).SelectMany(x => x)];
            using MemMapArray<double> array = MemMapArray.Open<double>(_folder.Write(all));
            (double actualMin, double actualMax) = array.MinMax();
            Assert.Equal(BitConverter.DoubleToInt64Bits(min), BitConverter.DoubleToInt64Bits(actualMin));
            Assert.Equal(BitConverter.DoubleToInt64Bits(max), BitConverter.DoubleToInt64Bits(actualMax));
        }
    }

    [Fact]
    public void MinAndMax_NoElements_Throw()
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(_folder.Write(Array.Empty<float>()), (0, 3));
        Assert.Throws<InvalidOperationException>(() => array.Min());
        Assert.Throws<InvalidOperationException>(() => array.MinMax());
        Assert.Throws<InvalidOperationException>(() => array.Max(0));
        Assert.Equal(0, array.Max(1).Length);
        Assert.Equal(0, array.Sum());
        Assert.Equal([0, 0, 0], array.Sum(0).ToArray());
    }
}
