using System;
using System.Linq;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Rows of a few columns are taken many as one where sums know no order: each column has the bits that it has alone.</summary>
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
                    WorkUnitBytes = random.Next(3) == 0 ? random.Next(1, 50_000) : 1 << 20,
                    ReadStrategy = (ReadStrategy)random.Next(4),
                    SkipNaN = random.Next(2) == 0,
                };
                NDArray<double> sums = table.Sum(0, options: options), means = table.Mean(0, options: options), variances = table.Var(0, options: Exactly(options));
                long cut = random.Next((int)table.Shape[0] + 1);
                Reduction<T, double> mean = Reduction.Mean<T>();
                ReductionPartial<T, double> whole = table.ReducePartial(mean, new RowRange(cut, table.Shape[0] - cut), [0], options);
                whole.Merge(table.ReducePartial(mean, new RowRange(0, cut), [0], options));
                Assert.Equal(means.ToArray(), whole.ToNDArray().ToArray());
                for (int column = 0; column < columns; column += random.Next(1, columns))
                {
                    NDArray<T> alone = table[.., column].ToNDArray();
                    Same(alone.Sum(options), sums[column]);
                    Same(alone.Mean(options), means[column]);
                    Same(alone.Var(options: Exactly(options)), variances[column]);
                }
            }, iter: Iterations.Of(4, thorough: 40), threads: 1);
    }

    private static ReductionOptions Exactly(ReductionOptions options) => new()
    {
        MaxDegreeOfParallelism = options.MaxDegreeOfParallelism,
        WorkUnitBytes = options.WorkUnitBytes,
        ReadStrategy = options.ReadStrategy,
        SkipNaN = options.SkipNaN,
        Exact = true,
    };

    private static void Same(double expected, double actual) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
}
