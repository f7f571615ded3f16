using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MemMap.CrashProbe.Faults;

/// <summary>Quantiles, histograms and the largest of a file of 256 MB, or of 4 GB, for a process that has far less memory. Its elements are 0, 1, 2, ..., each once and none in its
/// place, or most of them in the narrowest of places; so that every result is known exactly.</summary>
internal static class LittleMemoryOrder
{
    private const int Columns = 16;

    /// <summary>Says <c>right</c> or what is wrong, and the anonymous memory before anything was done and its peak, in KiB.</summary>
    /// <param name="path">The file to make.</param>
    /// <param name="kind"><c>Mixed</c>, <c>MixedLarge</c> for 4 GB, <c>Ascending</c> or <c>Constant</c>; or one of <see cref="LittleMemoryWideOrder"/>.</param>
    public static int Run(string path, string kind)
    {
        string wrong = string.Empty;
        int count = kind == "MixedLarge" ? 1 << 30 : 1 << 26;
        long own = LittleMemory.Status("RssAnon:"), peak = 0;
        using (LittleMemory.Sampling(value => peak = value))
        {
            if (kind.StartsWith("Wide", StringComparison.Ordinal))
            {
                wrong = LittleMemoryWideOrder.Wrong(path, kind);
            }
            else
            {
                Create(path, kind, count);
                using MemMapArray<int> array = MemMapArray.Open<int>(path);
                wrong = kind == "Constant" ? WrongOfConstant(array) : WrongOfEachOnce(array, count);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(wrong.Length == 0 ? "right" : wrong)} {own} {peak}"));
        return 0;
    }

    private static void Create(string path, string kind, int count)
    {
        using FileStream file = File.Create(path);
        int[] block = new int[1 << 14];
        for (int start = 0; start < count; start += block.Length)
        {
            for (int i = 0; i < block.Length; i++)
            {
                // An odd number times each of 0 to 2^n - 1 is each of them once more.
                block[i] = kind switch
                {
                    "Mixed" or "MixedLarge" => unchecked((start + i) * (int)0x9E37_79B1) & (count - 1),
                    "Ascending" => start + i,
                    _ => (start + i) % 1000 == 999 ? start + i : 7,
                };
            }

            file.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(block));
        }
    }

    private static string WrongOfEachOnce(MemMapArray<int> array, int count)
    {
        double last = count - 1;
        double[] asked = [0, 0.01, 0.25, 0.5, 0.75, 0.99, 1], found = array.Quantile(asked).ToArray();
        double[] columns = array.Reshape((-1, Columns)).Median(axis: 0).ToArray();
        Histogram histogram = array.Histogram(64, (0, count));
        (int[] values, _) = array.TopK(5);
        return array.Median() != last / 2 ? "WRONG-median"
            : asked.Zip(found).Any(pair => Math.Abs(pair.Second - (pair.First * last)) > 1e-8) ? "WRONG-quantiles"
            : !columns.Order().SequenceEqual(Enumerable.Range(0, Columns).Select(i => i + ((count - Columns) / 2.0))) ? "WRONG-columns"
            : histogram.Counts.ToArray().Any(found => found != count / 64) ? "WRONG-histogram"
            : !values.SequenceEqual(Enumerable.Range(1, 5).Select(i => count - i)) ? "WRONG-largest"
            : string.Empty;
    }

    private static string WrongOfConstant(MemMapArray<int> array)
    {
        (int[] values, long[] indexes) = array.TopK(2, largest: false);
        return array.Median() != 7 || array.Quantile(0.99) != 7 ? "WRONG-quantiles"
            : array.Quantile(1) <= 7 ? "WRONG-largest"
            : !values.SequenceEqual([7, 7]) || !indexes.SequenceEqual([0L, 1]) ? "WRONG-least"
            : string.Empty;
    }
}
