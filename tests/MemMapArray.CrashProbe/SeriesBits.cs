using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MemMap.CrashProbe;

/// <summary>The bits of series and of relations, a line each: the same text wherever it is computed.</summary>
internal static class SeriesBits
{
    public static IEnumerable<string> Compute()
    {
        var random = new Random(12);
        double[] numbers = [.. Enumerable.Range(0, 90_000).Select(i => i % 8111 == 7 ? double.NaN : ReductionBits.Wide(random.NextDouble() * 43) * (random.Next(2) - 0.5))];
        foreach ((int rows, int columns) in new[] { (90_000, 1), (18_000, 5), (9000, 10), (3000, 30), (150, 600) })
        {
            NDArray<double> x = NDArray.From(numbers, (rows, columns)), z = NDArray.Create<double>((rows, columns));
            foreach (bool skip in new[] { false, true })
            {
                var options = new SeriesOptions { SkipNaN = skip };
                x.CumulativeSum(z, 0, options);
                yield return Bits(z);
                x.CumulativeSum(z, 1, options);
                yield return Bits(z);
                x.CumulativeProduct(z, 0, options);
                yield return Bits(z);
                x.CumulativeMax(z, 0, options);
                yield return Bits(z);
                foreach (int window in new[] { 7, 60, 1500 })
                {
                    Rolling<double> rolling = x.Rolling(window, 0, 2);
                    rolling.Sum(z, options);
                    yield return Bits(z);
                    rolling.Std(z, 1, options);
                    yield return Bits(z);
                    rolling.Min(z, options);
                    yield return Bits(z);
                }

                var reduction = new ReductionOptions { SkipNaN = skip };
                yield return Bits(x.Covariance(options: reduction)) + Bits(x.Correlation(options: reduction)) + Bits(x.Gram(options: reduction)) + Bits(x.CrossProduct(x[.., ^1..], options: reduction));
            }
        }
    }

    private static string Bits(NDArray<double> values) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<double>(values.ToArray())))[..16];
}
