using System;
using System.Linq;
using CsCheck;
using MemMap.Tests.Transforming;
using Xunit;

namespace MemMap.Tests.Relations;

/// <summary>Relations of drawn matrices, beside rational arithmetic: any layout and type, means far from 0, masks, NaN, threads and cuts.</summary>
public sealed class RelationPropertyTests : IDisposable
{
    private const double Tolerance = 1e-13;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Relations_DrawnMatrices_AreThoseOfRationalArithmetic() => Gen.Int[0, int.MaxValue].Sample(seed =>
    {
        var random = new Random(seed);
        int columns = random.Next(4) == 0 ? random.Next(15, 20) : random.Next(1, 8), rows = random.Next(5) switch { 0 => random.Next(4), 1 => random.Next(4090, 9000), _ => random.Next(60, 400) };
        using var views = new RandomViews(_folder, random);
        Func<double> number = Numbers(random);
        switch (random.Next(5))
        {
            case 0: Check<BigEndian<double>>(views, random, rows, columns, number, x => x, x => x); break;
            case 1: Check<float>(views, random, rows, columns, number, x => (float)x, x => x); break;
            case 2: Check<long>(views, random, rows, columns, number, x => (long)(x * 1000), x => x); break;
            default: Check<double>(views, random, rows, columns, number, x => x, x => x); break;
        }
    }, iter: Iterations.Of(25, thorough: 300), threads: 1);

    // Multiples of 2^-53 with means up to 1e9 times their spread, or that drift, or are constant.
    private static Func<double> Numbers(Random random)
    {
        int drawn = 0;
        return random.Next(5) switch
        {
            0 => () => random.NextDouble() - 0.5,
            1 => () => 1e9 + random.NextDouble(),
            2 => () => (drawn++ / 1024.0) - 1e6 + random.NextDouble(),
            3 => () => random.Next(-2, 3),
            _ => () => 12_345.6789,
        };
    }

    private static void Check<T>(
        RandomViews views, Random random, int rows, int columns, Func<double> number, Func<double, T> store, Func<T, double> load)
        where T : unmanaged
    {
        bool skipNaN = random.Next(2) == 0, hasNaN = random.Next(3) == 0 && typeof(T) != typeof(long);
        MemMapView<T> x = views.Create([rows, columns], i => hasNaN && random.Next(100) == 0 ? store(double.NaN) : store(number())).View;
        MemMapView<float> y = views.Create([rows, 2], _ => (float)random.NextDouble()).View;
        MemMapView<bool>? mask = random.Next(2) == 0 ? null : views.Create([rows], _ => random.Next(4) > 0).View;
        ReductionOptions Options() => new() { SkipNaN = skipNaN, MaxDegreeOfParallelism = random.Next(1, 4), ReadStrategy = (ReadStrategy)random.Next(4) };

        double[] all = [.. x.ToArray().Select(load)];
        double[][] others = [.. y.ToArray().Select(v => (double)v).Chunk(2)];
        bool[] truths = mask?.ToArray() ?? [.. Enumerable.Repeat(true, rows)];
        bool[] kept = [.. all.Chunk(columns).Select((row, i) => truths[i] && !(skipNaN && row.Any(double.IsNaN)))];
        double[] left = [.. all.Where((_, i) => kept[i / columns])], right = [.. others.Where((_, i) => kept[i]).SelectMany(row => row)];
        int count = left.Length / columns;
        bool[] isNaN = [.. Enumerable.Range(0, columns).Select(column => left.Where((_, i) => i % columns == column).Any(double.IsNaN))];
        left = [.. left.Select(v => double.IsNaN(v) ? 0 : v)];

        double[] covariance = ExactRelations.Covariance(left, count, columns), gram = ExactRelations.Products(left, left, count, columns, columns);
        NDArray<double> found = x.Covariance(1, mask, Options()), products = x.Gram(mask, Options()), correlation = x.Correlation(mask, Options());
        double[] most = ExactRelations.Diagonal(covariance, columns), mostOfGram = ExactRelations.Diagonal(gram, columns);
        ExactRelations.RequireClose(Propagated(covariance, columns, isNaN), found, Tolerance, most, most);
        ExactRelations.RequireClose(Propagated(gram, columns, isNaN), products, Tolerance, mostOfGram, mostOfGram);
        ExactRelations.RequireClose(
            Propagated(ExactRelations.Products(left, right, count, columns, 2), 2, isNaN, new bool[2]), x.CrossProduct(y, mask, Options()), Tolerance, mostOfGram,
            ExactRelations.Diagonal(ExactRelations.Products(right, right, count, 2, 2), 2));
        RequireCorrelation(Propagated(covariance, columns, isNaN), correlation, columns);

        Same(found, RelationKind.Covariance);
        Same(products, RelationKind.Gram);
        Same(correlation, RelationKind.Correlation);

        // Cut anywhere, merged in any order.
        void Same(NDArray<double> whole, RelationKind kind)
        {
            long[] cuts = [0, .. Enumerable.Range(0, random.Next(4)).Select(_ => random.NextInt64(rows + 1)).Order(), rows];
            RelationPartial[] parts = [.. cuts.Zip(cuts.Skip(1), (start, end) => x.RelatePartial(kind, new RowRange(start, end - start), mask, Options()))];
            random.Shuffle(parts);
            foreach (RelationPartial part in parts.Skip(1))
            {
                parts[0].Merge(part);
            }

            Assert.Equal(whole.ToArray().Select(BitConverter.DoubleToInt64Bits), parts[0].ToNDArray(kind == RelationKind.Covariance ? 1 : 0).ToArray().Select(BitConverter.DoubleToInt64Bits));
        }
    }

    private static double[] Propagated(double[] matrix, int columns, bool[] isNaN, bool[]? isNaNOfOther = null) =>
        [.. matrix.Select((value, i) => isNaN[i / columns] || (isNaNOfOther ?? isNaN)[i % columns] ? double.NaN : value)];

    private static void RequireCorrelation(double[] covariance, NDArray<double> correlation, int columns)
    {
        for (int i = 0; i < columns; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double scale = Math.Sqrt(covariance[i * (columns + 1)]) * Math.Sqrt(covariance[j * (columns + 1)]), expected = covariance[(i * columns) + j] / scale;
                bool agrees = double.IsNaN(expected) ? double.IsNaN(correlation[i, j]) : Math.Abs(correlation[i, j] - expected) <= Tolerance;
                Assert.True(agrees && correlation[i, j].Equals(correlation[j, i]) && !(Math.Abs(correlation[i, j]) > 1), $"{i} {j}: {correlation[i, j]:R}, not {expected:R}");
            }
        }
    }
}
