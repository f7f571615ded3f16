using System;
using System.Linq;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Rows of a few columns are taken many as one where it does not matter how elements are grouped: each column has the bits that it
/// has alone.</summary>
public sealed class WideRowsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reduce_FewColumnsWithoutGaps_HasTheBitsOfEachColumnAlone()
    {
        Check(random => (byte)random.Next(256));
        Check(random => (sbyte)-128);
        Check(random => (short)random.Next(65536));
        Check(random => ushort.MaxValue);
        Check(random => random.Next(int.MinValue, int.MaxValue));
        Check(random => random.Next(2) == 0 ? long.MinValue : long.MaxValue);
        Check(random => random.Next(3) == 0);
        Check(random => (float)Math.Exp(random.NextDouble() * 20));
        Check(random => random.Next(400) == 0 ? float.NaN : random.Next(400) == 0 ? float.PositiveInfinity : random.Next(3) - 1f);
        Check(random => random.Next(500) == 0 ? double.NaN : Math.Exp(random.NextDouble() * 600) - 0.5);
        Check(random => (random.Next(2) - 0.5) * 1.7e308);
        Check(random => (BFloat16)(random.NextDouble() - 0.5));
        Check(random => (BigEndian<float>)(float)Math.Exp(random.NextDouble() * 40));
#if !NETSTANDARD_BUILD
        Check(random => (Half)(random.NextDouble() - 0.5));
#endif

        void Check<T>(Func<Random, T> element)
            where T : unmanaged =>
            Gen.Int[0, int.MaxValue].Sample(seed =>
            {
                var random = new Random(seed);
                int columns = random.Next(3) == 0 ? random.Next(1, 300) : random.Next(1, 20), rows = random.Next(1, (60_000 / columns) + 2);
                T[] elements = [.. Enumerable.Range(0, rows * columns).Select(_ => element(random))];
                using MemMapArray<T> array = MemMapArray.Open<T>(_folder.Write(elements, name: $"{Guid.NewGuid():N}"), (rows, columns));
                MemMapView<T> table = random.Next(4) == 0 ? array.Flip(0) : array[random.Next(rows)..];
                var options = new ReductionOptions
                {
                    MaxDegreeOfParallelism = random.Next(1, 3),
                    WorkUnitBytes = random.Next(3) switch { 0 => random.Next(1, 50_000), 1 => 1 << 16, _ => 1 << 20 },
                    ReadStrategy = (ReadStrategy)random.Next(4),
                    SkipNaN = random.Next(2) == 0,
                };
                NDArray<double> sums = table.Sum(0, options: options), means = table.Mean(0, options: options), variances = table.Var(0, options: Exactly(options));
                NDArray<long> counts = table.CountNonZero(0, options: options);
                NDArray<bool> anys = table.Any(0, options: options);
                NDArray<(T Min, T Max)> limits = table.MinMax(0, options: options);
                NDArray<T> largest = table.Max(0, options: options);
                long cut = random.Next((int)table.Shape[0] + 1);
                Reduction<T, double> mean = Reduction.Mean<T>();
                ReductionPartial<T, double> whole = table.ReducePartial(mean, new RowRange(cut, table.Shape[0] - cut), [0], options);
                whole.Merge(table.ReducePartial(mean, new RowRange(0, cut), [0], options));
                Assert.Equal(means.ToArray(), whole.ToNDArray().ToArray());
                Reduction<T, T> max = Reduction.Max<T>();
                ReductionPartial<T, T> wholeMax = table.ReducePartial(max, new RowRange(cut, table.Shape[0] - cut), [0], options);
                wholeMax.Merge(table.ReducePartial(max, new RowRange(0, cut), [0], options));
                Assert.Equal(Bytes(largest), Bytes(wholeMax.ToNDArray()));
                for (int column = 0; column < columns; column += random.Next(1, columns))
                {
                    NDArray<T> alone = table[.., column].ToNDArray();
                    Same(alone.Sum(options), sums[column]);
                    Same(alone.Mean(options), means[column]);
                    Same(alone.Var(options: Exactly(options)), variances[column]);
                    Assert.Equal((alone.CountNonZero(options), alone.Any(options)), (counts[column], anys[column]));
                    (T Min, T Max) both = alone.MinMax(options);
                    Assert.Equal(Bytes(NDArray.From([both.Min, both.Max, both.Max])), Bytes(NDArray.From([limits[column].Min, limits[column].Max, largest[column]])));
                }
            }, iter: Iterations.Of(4, thorough: 20), threads: 1);
    }

    private static ReductionOptions Exactly(ReductionOptions options) => new()
    {
        MaxDegreeOfParallelism = options.MaxDegreeOfParallelism,
        WorkUnitBytes = options.WorkUnitBytes,
        ReadStrategy = options.ReadStrategy,
        SkipNaN = options.SkipNaN,
        Exact = true,
    };

    private static byte[] Bytes<T>(NDArray<T> array)
        where T : unmanaged => System.Runtime.InteropServices.MemoryMarshal.AsBytes(array.AsSpan()).ToArray();

    private static void Same(double expected, double actual) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
}
