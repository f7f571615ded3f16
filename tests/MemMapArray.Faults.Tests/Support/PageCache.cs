using System;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Linq;
using System.Runtime.InteropServices;

namespace MemMap.Faults.Tests.Support;

/// <summary>What Linux keeps of files in memory. The benchmarks ask it, too.</summary>
internal static unsafe class PageCache
{
    private const int DontNeed = 4 /* POSIX_FADV_DONTNEED */, DontCache = 0x80 /* RWF_DONTCACHE */;

    /// <summary>Drops a file that nobody has mapped.</summary>
    /// <exception cref="IOException">The system cannot.</exception>
    public static void Drop(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
        Require(posix_fadvise((int)file.SafeFileHandle.DangerousGetHandle(), 0, 0, DontNeed), nameof(posix_fadvise));
    }

    /// <summary>Reads all of a file, so that it is there.</summary>
    public static void Fill(string path) => File.ReadAllBytes(path);

    /// <summary>Finds which part of a file is there.</summary>
    /// <returns>From 0 to 1.</returns>
    /// <exception cref="IOException">The system does not tell.</exception>
    public static double PartOf(string path)
    {
        long length = new FileInfo(path).Length;
        using MemoryMappedFile file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using MemoryMappedViewAccessor view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte[] pages = new byte[(length + Environment.SystemPageSize - 1) / Environment.SystemPageSize];
        fixed (byte* page = pages)
        {
            Require(mincore((byte*)view.SafeMemoryMappedViewHandle.DangerousGetHandle(), (nuint)length, page), nameof(mincore));
        }

        return pages.Average(page => page & 1);
    }

    /// <summary>Whether the system and the file's file system can read without leaving pages there.</summary>
    public static bool CanReadWithout(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read);
        byte one;
        nint* part = stackalloc nint[] { (nint)(&one), 1 };
        return preadv2((int)file.SafeFileHandle.DangerousGetHandle(), part, 1, 0, DontCache) == 1;
    }

    private static void Require(int result, string call)
    {
        if (result != 0)
        {
            throw new IOException($"{call} returned {result}.");
        }
    }

    [DllImport("libc")]
    private static extern int posix_fadvise(int descriptor, nint offset, nint length, int advice);

    [DllImport("libc")]
    private static extern int mincore(byte* address, nuint length, byte* pages);

    [DllImport("libc")]
    private static extern nint preadv2(int descriptor, nint* parts, int count, nint offset, int flags);
}
