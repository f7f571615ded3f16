using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MemMap.CrashProbe.Faults;

/// <summary>Transposed copies of a file, for a process that has far less memory.</summary>
internal static class LittleMemoryTransposed
{
    /// <summary>Says <c>right</c> or <c>WRONG</c>, the anonymous memory before anything was done and its peak, in KiB, and the bytes that the process had read from the disk per byte of the file.</summary>
    public static int Run(string path, string call, int rows, int columns)
    {
        string answer = "right";
        long own = LittleMemory.Status("RssAnon:"), before = ReadBytes(), peak = 0;
        using (MemMapArray<int> array = MemMapArray.Create<int>(path, (rows, columns)))
        {
            int[] row = new int[columns];
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < columns; j++)
                {
                    row[j] = Value(i, j);
                }

                array[i, ..].CopyFrom(row);
            }

            array.Flush();
        }

        using (LittleMemory.Sampling(value => peak = value))
        {
            before = ReadBytes();
            using MemMapArray<int> array = MemMapArray.Open<int>(path, (rows, columns));
            MemMapView<int> transposed = call.EndsWith('4') ? array.Reshape((64, 64, 128, 128)).Permute(3, 1, 2, 0) : call == "SaveNpy3" ? array.Reshape((rows, 4, columns / 4)).Permute(2, 0, 1) : array.Transpose();
            string target = path + ".out";
            if (call is "CopyFrom" or "CopyFrom4")
            {
                using MemMapArray<int> copy = MemMapArray.Create<int>(target, transposed.Shape);
                copy.CopyFrom(transposed);
            }
            else
            {
                // What is transposed as a whole would be saved in F order, as it lies.
                (call is "SaveNpy3" or "SaveNpy4" ? transposed : transposed[..^1, ..]).SaveNpy(target);
            }

            long read = ReadBytes() - before;
            using MemMapArray<int> result = call is "CopyFrom" or "CopyFrom4" ? MemMapArray.Open<int>(target, transposed.Shape) : MemMapArray.OpenNpy<int>(target);
            var random = new Random(3);
            for (int i = 0; i < 2000 && answer == "right"; i++)
            {
                long[] index = [.. result.Shape.ToArray().Select(length => random.NextInt64(length))];
                answer = At(result, index) == At(transposed, index) ? answer : "WRONG";
            }

            before = read;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answer} {own} {peak} {(double)before / ((double)rows * columns * sizeof(int)):F2}"));
        return 0;
    }

    // Read and not mapped: a page for each element would take most of the time.
    private static int At(MemMapView<int> view, long[] index) => view[[.. index.Select(i => Slice.Range(i, i + 1))]].ToArray()[0];

    private static int Value(int i, int j) => (i * 100_003) + j;

    private static long ReadBytes() =>
        long.Parse(File.ReadLines("/proc/self/io").First(line => line.StartsWith("read_bytes:", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);
}
