using System;
using System.Globalization;
using System.Linq;

namespace MemMap.CrashProbe.Faults;

/// <summary>Transforms of a file of 256 MB, for a process that has far less memory.</summary>
internal static class LittleMemoryTransform
{
    private const int Rows = 32_000, Columns = 2000;

    /// <summary>Says <c>right</c> or <c>WRONG</c>, and the anonymous memory before anything was done and its peak, in KiB.</summary>
    public static int Run(string path)
    {
        bool isRight = true;
        long own = LittleMemory.Status("RssAnon:"), peak = 0;
        using (LittleMemory.Sampling(value => peak = value))
        {
            using MemMapArray<float> x = MemMapArray.Create<float>(path, (Rows, Columns)), z = MemMapArray.Create<float>(path + ".z", (Rows, Columns)), row = MemMapArray.Create<float>(path + ".row", Columns);
            row.CopyFrom([.. Enumerable.Range(0, Columns).Select(i => (float)i)]);
            for (int i = 0; i < Rows; i++)
            {
                x[i, ..].Fill(i);
            }

            x.Transform(row, z, Add);
            z.Transform(row, z, Add);
            z.TransformToNpy<float, float, float>(row, path + ".npy", Add);
            using MemMapArray<float> saved = MemMapArray.OpenNpy<float>(path + ".npy");
            for (int i = 0; i < Rows; i += 37)
            {
                float[] elements = saved[i, ..].ToArray();
                isRight &= Enumerable.Range(0, Columns).All(j => elements[j] == i + (3f * j));
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(isRight ? "right" : "WRONG")} {own} {peak}"));
        return 0;
    }

    private static void Add(ReadOnlySpan<float> xs, ReadOnlySpan<float> rows, Span<float> zs)
    {
        for (int i = 0; i < zs.Length; i++)
        {
            zs[i] = xs[i] + rows[i];
        }
    }
}
