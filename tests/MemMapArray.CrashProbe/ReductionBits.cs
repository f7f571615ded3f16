using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MemMap.CrashProbe;

/// <summary>The bits of many reductions, and of copies, of many arrays, a line each: the same text wherever it is computed.</summary>
internal static class ReductionBits
{
    public static List<string> Compute(string folder, ReductionOptions? options = null)
    {
        var lines = new List<string>();
        var skipping = new ReductionOptions
        {
            SkipNaN = true,
            MaxDegreeOfParallelism = options?.MaxDegreeOfParallelism ?? -1,
            WorkUnitBytes = options?.WorkUnitBytes ?? new ReductionOptions().WorkUnitBytes,
        };
        var exactly = new ReductionOptions
        {
            Exact = true,
            MaxDegreeOfParallelism = skipping.MaxDegreeOfParallelism,
            WorkUnitBytes = skipping.WorkUnitBytes,
        };
        var random = new Random(11);
        Add(_ => (float)Wide(random.NextDouble() * 29), 300, 130);
        Add(i => i % 37 == 5 ? float.NaN : (float)random.NextDouble() - 0.5f, 70, 33);
        Add(_ => Wide(random.NextDouble() * 58) * (random.Next(2) - 0.5), 40, 1100);
        Add(i => i % 4096 == 0 ? 1e12 : random.NextDouble(), 3, 9000);
        Add(_ => (byte)random.Next(256), 200, 67);
        Add(_ => (sbyte)random.Next(256), 67, 50);
        Add(_ => (short)random.Next(65536), 90, 200);
        Add(_ => (ushort)random.Next(65536), 90, 200);
        Add(_ => random.Next(int.MinValue, int.MaxValue), 90, 100);
        Add(_ => (uint)random.NextInt64(uint.MaxValue), 90, 100);
        Add(_ => random.NextInt64(long.MinValue, long.MaxValue), 90, 100);
        Add(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue), 90, 100);
        Add(_ => random.Next(5) == 0, 90, 100);
        Add(_ => (BigEndian<float>)(float)random.NextDouble(), 90, 100);
        Add(_ => (LittleEndian<double>)Wide(random.NextDouble() * 1440), 40, 150);
        Add(_ => (BigEndian<long>)random.NextInt64(long.MinValue, long.MaxValue), 50, 100);
        Add(i => i % 37 == 5 ? BFloat16.NaN : (BFloat16)(random.NextDouble() - 0.5), 90, 100);
        AddComplex(_ => new Complex(random.NextDouble(), Wide(random.NextDouble() * 29)), 150, 70);
        AddComplex(i => new Complex(i % 41 == 0 ? double.NaN : i, random.NextDouble()), 60, 40);
        lines.AddRange(SeriesBits.Compute());
        return lines;

        void AddComplex(Func<int, Complex> element, int rows, int columns)
        {
            string path = Path.Combine(folder, $"bits-{Guid.NewGuid():N}.bin");
            using (MemMapArray<Complex> array = MemMapArray.Create<Complex>(path, (rows, columns)))
            {
                array.CopyFrom([.. Enumerable.Range(0, rows * columns).Select(element)]);
                foreach (MemMapView<Complex> view in new[] { array, array.Transpose(), array[(null, null, 2), 1..] })
                {
                    Complex sum = view.Sum(options), mean = view.Mean(skipping);
                    lines.Add(Bits([sum.Real, sum.Imaginary, mean.Real, mean.Imaginary, view.Var(1, skipping), view.Std(0, options), view.Std(0, exactly)]) + view.CountNonZero(skipping));
                    for (int axis = 0; axis < 2; axis++)
                    {
                        lines.Add(Bits(MemoryMarshal.Cast<Complex, double>(view.Sum(axis, options: options).AsSpan())) + Bits(MemoryMarshal.Cast<Complex, double>(view.Mean(axis, options: skipping).AsSpan())) + Bits(view.Std(axis, 1, options: skipping).AsSpan()));
                    }
                }
            }

            File.Delete(path);
        }

        string Converted<T, TTo>(MemMapView<T> view)
            where T : unmanaged
            where TTo : unmanaged
        {
            string path = Path.Combine(folder, $"bits-{Guid.NewGuid():N}.bin"), text = string.Empty;
            using (MemMapArray<TTo> results = MemMapArray.Create<TTo>(path, view.Shape))
            {
                foreach (Conversion how in new[] { Conversion.Saturating, Conversion.Truncating })
                {
                    view.ConvertTo(results, how);
                    text += Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<TTo>(results.ToArray())))[..16];
                }
            }

            File.Delete(path);
            return text;
        }

        void Add<T>(Func<int, T> element, int rows, int columns)
            where T : unmanaged
        {
            string path = Path.Combine(folder, $"bits-{Guid.NewGuid():N}.bin");
            using (MemMapArray<T> array = MemMapArray.Create<T>(path, (rows, columns)))
            {
                array.CopyFrom([.. Enumerable.Range(0, rows * columns).Select(element)]);
                MemMapView<T>[] views = [array, array.Transpose(), array[(null, null, 2), 1..], array.Flip(1)];
                foreach (MemMapView<T> view in views)
                {
                    lines.Add(Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<T>(view.ToArray()))));
                    lines.Add($"{Converted<T, float>(view)} {Converted<T, double>(view)} {Converted<T, int>(view)} {Converted<T, short>(view)} {Converted<T, byte>(view)} {Converted<T, ulong>(view)} {Converted<T, bool>(view)} {Converted<T, BFloat16>(view)}");
                    (T min, T max) = view.MinMax(options);
                    lines.Add($"{typeof(T).Name} {view.Shape} {Bits([view.Sum(options), view.Mean(options), view.Var(1, options), view.Std(0, options), view.Var(1, exactly), view.Std(0, exactly)])} {min} {max} {Bits([view.Describe(options)])}");
                    lines.Add($"{Bits([view.Prod(options), view.Prod(skipping)])} {view.ArgMin(options)} {view.ArgMax(options)} {view.ArgMin(skipping)} {view.ArgMax(skipping)}");
                    lines.Add($"{view.CountNonZero(options)} {view.CountNonZero(skipping)} {view.Any(options)} {view.All(skipping)}");
                    for (int axis = 0; axis < 2; axis++)
                    {
                        lines.Add(Bits(view.Prod(axis, options: options).AsSpan()) + Bits(view.Prod(axis, options: skipping).AsSpan()));
                        lines.Add(string.Join(' ', [.. view.ArgMin(axis, options: options).ToArray(), .. view.ArgMax(axis, options: skipping).ToArray(), .. view.CountNonZero(axis, options: skipping).ToArray()]));
                        lines.Add(Bits(view.Sum(axis, options: options).AsSpan()) + Bits(view.Mean(axis, options: options).AsSpan()) + Bits(view.Std(axis, 1, options: options).AsSpan()) + Bits(view.Std(axis, 1, options: exactly).AsSpan()));
                        lines.Add(Bits(view.Describe(axis, options: options).AsSpan()));
                        lines.Add(string.Join(' ', view.Min(axis, options: options).ToArray()) + string.Join(' ', view.Max(axis, options: options).ToArray()));
                    }
                }
            }

            File.Delete(path);
        }
    }

    /// <summary>About 2 to a power, the same everywhere: <see cref="Math.Exp"/> is the system's, and differs in last bits.</summary>
    internal static double Wide(double power) => Math.ScaleB(1 + (power - Math.Floor(power)), (int)power);

    private static string Bits(ReadOnlySpan<Moments> moments)
    {
        var values = new List<double>();
        foreach (Moments x in moments)
        {
            values.AddRange([x.Count, x.NaNCount, x.Mean, x.M2, x.M3, x.M4, x.Min, x.Max, x.Skewness, x.Kurtosis]);
        }

        return Bits([.. values]);
    }

    private static string Bits(ReadOnlySpan<double> values)
    {
        var text = new System.Text.StringBuilder();
        foreach (double value in values)
        {
            text.Append(BitConverter.DoubleToInt64Bits(value).ToString("X16", System.Globalization.CultureInfo.InvariantCulture)).Append(' ');
        }

        return text.ToString();
    }
}
