using System;
using System.IO;
using System.Linq;

namespace MemMap.CrashProbe.Faults;

/// <summary>Ten thousand opens, slices and calls that throw half-way. Says how many descriptors, mappings of the files, and mappings of the library are left over.</summary>
internal static class Leaks
{
    private const int Times = 10_000;

    public static int Run(string folder)
    {
        string path = Path.Combine(folder, "array.bin"), npy = Path.Combine(folder, "array.npy"), other = Path.Combine(folder, "other.bin");
        MemMapArray.Create<int>(path, (10, 20)).Dispose();
        MemMapArray.CreateNpy<int>(npy, (10, 20)).Dispose();
        Once(0);
        int descriptors = Limits.Descriptors();
        for (int i = 0; i < Times; i++)
        {
            Once(i);
        }

        int mapped = File.ReadLines("/proc/self/maps").Count(line => line.Contains(folder, StringComparison.Ordinal));
        Console.WriteLine($"{Limits.Descriptors() - descriptors} {mapped} {MemMapDiagnostics.OpenMappings} {MemMapDiagnostics.MappedBytes} {Directory.GetFiles(folder).Length}");
        return 0;

        void Once(int i)
        {
            using (MemMapArray<int> array = i % 2 == 0 ? MemMapArray.Open<int>(path, (10, 20), MemMapMode.ReadWrite) : MemMapArray.OpenNpy<int>(npy, MemMapMode.ReadWrite))
            {
                _ = array[1..5, ..].Transpose()[3, ..].ToArray();
                Refused<ArgumentException>(() => array.CopyFrom([1, 2, 3]));
                Refused<ArgumentException>(() => array.Append([1, 2, 3]));
                Refused<IndexOutOfRangeException>(() => array[99, 0] = 1);
                if (i % 10 == 0)
                {
                    array.Append(new int[20]);
                    array.Resize(10);
                }
            }

            Refused<InvalidDataException>(() => MemMapArray.Open<int>(path, (11, 20)));
            Refused<InvalidDataException>(() => MemMapArray.Open<int>(path, (-1, 13)));
            Refused<ArgumentException>(() => MemMapArray.OpenNpy<double>(npy));
            Refused<NpyFormatException>(() => MemMapArray.OpenNpy<int>(path));
            Refused<IOException>(() => MemMapArray.Create<byte>(other, 1L << 60));
            Refused<IOException>(() => MemMapArray.Create<int>(path, 1, new MemMapOptions { Mode = MemMapMode.CreateNew }));
        }
    }

    private static void Refused<TException>(Action call)
        where TException : Exception
    {
        try
        {
            call();
        }
        catch (TException)
        {
            return;
        }

        throw new InvalidOperationException("Nothing was thrown.");
    }
}
