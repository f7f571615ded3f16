using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MemMap.CrashProbe;

/// <summary>The bits of many reductions of many arrays, a line each: the same text wherever it is computed.</summary>
internal static class ReductionBits
{
    public static List<string> Compute(string folder, ReductionOptions? options = null)
    {
        var lines = new List<string>();
        var random = new Random(11);
        Add(_ => (float)Math.Exp(random.NextDouble() * 20), 300, 130);
        Add(i => i % 37 == 5 ? float.NaN : (float)random.NextDouble() - 0.5f, 70, 33);
        Add(_ => Math.Exp(random.NextDouble() * 40) * (random.Next(2) - 0.5), 40, 1100);
        Add(i => i % 4096 == 0 ? 1e12 : random.NextDouble(), 3, 9000);
        Add(_ => (byte)random.Next(256), 200, 67);
        Add(_ => (sbyte)random.Next(256), 67, 50);
        Add(_ => (short)random.Next(65536), 90, 200);
        Add(_ => (ushort)random.Next(65536), 90, 200);
        Add(_ => random.Next(int.MinValue, int.MaxValue), 90, 100);
        Add(_ => (uint)random.NextInt64(uint.MaxValue), 90, 100);
        Add(_ => random.NextInt64(long.MinValue, long.MaxValue), 90, 100);
        Add(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue), 90, 100);
        return lines;

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
                    (T min, T max) = view.MinMax(options);
                    lines.Add($"{typeof(T).Name} {view.Shape} {Bits([view.Sum(options), view.Mean(options), view.Var(1, options), view.Std(0, options)])} {min} {max}");
                    for (int axis = 0; axis < 2; axis++)
                    {
                        lines.Add(Bits(view.Sum(axis, options: options).AsSpan()) + Bits(view.Mean(axis, options: options).AsSpan()) + Bits(view.Std(axis, 1, options: options).AsSpan()));
                        lines.Add(string.Join(' ', view.Min(axis, options: options).ToArray()) + string.Join(' ', view.Max(axis, options: options).ToArray()));
                    }
                }
            }

            File.Delete(path);
        }
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
