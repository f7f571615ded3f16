using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace MemMap.CrashProbe.Faults;

/// <summary>A process at the limits of its descriptors and its address space.</summary>
internal static unsafe class Limits
{
    private const int AddressSpace = 9; // RLIMIT_AS of Linux

    /// <summary>Opens until the system refuses, and once more after all are disposed. Says what came, how many were open, and how many descriptors are left over.</summary>
    public static int OpenUntilRefused(string path)
    {
        MemMapArray.Create<int>(path, 1024).Dispose();

        // Once before they are counted: assemblies that are loaded keep descriptors.
        MemMapArray.Open<int>(path, MemMapMode.ReadWrite).Dispose();
        int before = Descriptors();
        var open = new List<MemMapArray<int>>();
        string thrown = "none";
        try
        {
            for (int i = 0; i < 100_000; i++)
            {
                open.Add(MemMapArray.Open<int>(path, MemMapMode.ReadWrite));
            }
        }
        catch (IOException exception)
        {
            thrown = exception.Message.Contains(path, StringComparison.Ordinal) ? "IOException" : exception.Message;
        }

        bool isMany = open.Count > 20;
        open.ForEach(array => array.Dispose());
        MemMapArray.Open<int>(path).Dispose();
        Console.WriteLine($"{thrown} {isMany} {Descriptors() - before} {MemMapDiagnostics.OpenMappings}");
        return 0;
    }

    /// <summary>Shrinks when nothing more can be mapped. Says what came, and whether array, views and file are as they were.</summary>
    public static int ShrinkWithoutAddressSpace(string path)
    {
        const int Rows = 768, Columns = 16 * 1024;
        using (MemMapArray<int> compiled = MemMapArray.CreateNpy<int>(path, (2, 2)))
        {
            compiled.Resize(1);
        }

        using MemMapArray<int> array = MemMapArray.CreateNpy<int>(path, (Rows, Columns));
        array.Fill(1);
        MemMapView<int> row = array[^1, ..];
        array.Resize(Rows);
        string thrown = WithoutAddressSpace(() => array.Resize(Rows / 2));
        bool same = array.Shape == (Rows, Columns) && row.ToArray().All(x => x == 1) && array.ToArray().All(x => x == 1) && NpyHeader.Read(path).Shape == (Rows, Columns)
            && new FileInfo(path).Length == array.Offset + array.ByteLength && MemMapDiagnostics.OpenMappings == 1;
        array.Resize(2);
        Console.WriteLine($"{thrown} {(same ? "same" : "changed")} {array.Shape}");
        return 0;
    }

    /// <summary>Creates over a file when nothing more can be mapped. Says what came, whether the file is as it was, and how many files and mappings there are.</summary>
    public static int CreateWithoutAddressSpace(string path)
    {
        for (int i = 0; i < 2; i++)
        {
            // The second time over the first, so that all the code is compiled.
            using MemMapArray<int> array = MemMapArray.CreateNpy<int>(path, (10, 10));
            array.Fill(1);
        }

        string thrown = WithoutAddressSpace(() => MemMapArray.CreateNpy<int>(path, (4096, 4096)).Dispose());
        int files = Directory.GetFiles(Path.GetDirectoryName(path)!).Length;
        using MemMapArray<int> after = MemMapArray.OpenNpy<int>(path);
        Console.WriteLine($"{thrown} {(after.Shape == (10, 10) && after.ToArray().All(x => x == 1) ? "same" : "changed")} {files} {MemMapDiagnostics.OpenMappings}");
        return 0;
    }

    // What the runtime has mapped by now, and a little more for itself.
    private static string WithoutAddressSpace(Action call)
    {
        const ulong ForTheRuntime = 8 << 20;
        ulong* limits = stackalloc ulong[2];
        _ = getrlimit(AddressSpace, limits);
        ulong soft = limits[0];
        limits[0] = ForTheRuntime + ((ulong)Environment.SystemPageSize * ulong.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        _ = setrlimit(AddressSpace, limits);
        string thrown = Thrown.By(call);
        limits[0] = soft;
        _ = setrlimit(AddressSpace, limits);
        return thrown;
    }

    public static int Descriptors() => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    [DllImport("libc")]
    private static extern int getrlimit(int resource, ulong* limits);

    [DllImport("libc")]
    private static extern int setrlimit(int resource, ulong* limits);
}
