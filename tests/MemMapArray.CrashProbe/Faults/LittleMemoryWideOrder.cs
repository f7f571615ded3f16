using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace MemMap.CrashProbe.Faults;

/// <summary>The same of 64 bits: all elements are 2^40 and a little more, so that their first 39 bits tell none from another.</summary>
internal static class LittleMemoryWideOrder
{
    private const int Bits = 25, Count = 1 << Bits, Run = 50_000, Values = 61;
    private const long Base = 1L << 40;

    /// <summary>What is wrong, if anything.</summary>
    /// <param name="path">The file to make.</param>
    /// <param name="kind"><c>Wide</c>: each of 2^25 numbers once. <c>WideRuns</c>: long runs of few numbers, of which a sample says little. <c>WideMany</c>: as the first, and
    /// as many quantiles as no sample tells apart.</param>
    public static string Wrong(string path, string kind)
    {
        Create(path, kind == "WideRuns");
        using MemMapArray<long> array = MemMapArray.Open<long>(path);
        double[] asked = kind == "WideMany" ? [.. Enumerable.Range(0, 20_000).Select(i => i / 20_000.0)] : [0, 0.01, 0.25, 0.5, 0.75, 0.99, 1];
        double[] found = array.Quantile(asked, QuantileMethod.Lower).ToArray();
        for (int i = 0; i < asked.Length; i++)
        {
            long rank = (long)Math.Floor(asked[i] * (Count - 1));
            if (found[i] != Base + (kind == "WideRuns" ? ValueOfRuns(rank) : rank))
            {
                return "WRONG-quantiles";
            }
        }

        return kind == "Wide" && !array.Reshape((-1, 16)).Median(axis: 0).ToArray().Order().SequenceEqual(
            Enumerable.Range(0, 16).Select(i => Base + i + ((Count - 16) / 2.0)))
            ? "WRONG-columns"
            : string.Empty;
    }

    private static long OfRun(int run) => run * 7919L % Values;

    private static long ValueOfRuns(long rank)
    {
        long[] counts = new long[Values];
        for (int start = 0; start < Count; start += Run)
        {
            counts[OfRun(start / Run)] += Math.Min(Run, Count - start);
        }

        int value = 0;
        for (; rank >= counts[value]; value++)
        {
            rank -= counts[value];
        }

        return value;
    }

    private static void Create(string path, bool isOfRuns)
    {
        using FileStream file = File.Create(path);
        long[] block = new long[1 << 13];
        for (int start = 0; start < Count; start += block.Length)
        {
            for (int i = 0; i < block.Length; i++)
            {
                // An odd number times each of 0 to 2^25 - 1 is each of them once more.
                block[i] = Base + (isOfRuns ? OfRun((start + i) / Run) : unchecked((start + i) * (int)0x9E37_79B1) & (Count - 1));
            }

            file.Write(MemoryMarshal.AsBytes<long>(block));
        }
    }
}
