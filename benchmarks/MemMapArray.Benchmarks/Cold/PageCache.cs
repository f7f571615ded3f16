using System;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Linq;
using System.Runtime.InteropServices;

namespace MemMap.Benchmarks.Cold;

/// <summary>What Linux keeps of a file in memory.</summary>
internal static unsafe class PageCache
{
    /// <summary>Drops a file that nobody has mapped.</summary>
    public static void Drop(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
        _ = posix_fadvise((int)file.SafeFileHandle.DangerousGetHandle(), 0, 0, 4 /* POSIX_FADV_DONTNEED */);
    }

    /// <summary>Finds which part of a file is there.</summary>
    /// <returns>From 0 to 1.</returns>
    public static double PartOf(string path)
    {
        long length = new FileInfo(path).Length;
        using MemoryMappedFile file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using MemoryMappedViewAccessor view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte[] pages = new byte[(length + Environment.SystemPageSize - 1) / Environment.SystemPageSize];
        fixed (byte* page = pages)
        {
            _ = mincore((byte*)view.SafeMemoryMappedViewHandle.DangerousGetHandle(), (nuint)length, page);
        }

        return pages.Average(page => page & 1);
    }

    [DllImport("libc")]
    private static extern int posix_fadvise(int descriptor, nint offset, nint length, int advice);

    [DllImport("libc")]
    private static extern int mincore(byte* address, nuint length, byte* pages);
}
