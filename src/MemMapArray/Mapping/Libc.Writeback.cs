using System;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Mapping;

/// <content>Pages that are written: what is in memory of them, and their way to the medium.</content>
internal static unsafe partial class Libc
{
    private const uint StartOfWriteback = 2; // SYNC_FILE_RANGE_WRITE of Linux

    /// <summary>Has the system put what was written to a file on the medium, without waiting for it. A hint, on Linux only.</summary>
    public static void StartWriteback(SafeFileHandle file)
    {
        // 32-bit processes give the positions otherwise.
        if (s_isLinux && IntPtr.Size == sizeof(long))
        {
            _ = sync_file_range(file, 0, 0, StartOfWriteback);
        }
    }

    /// <summary>Whether a page of a mapping is in memory. On other systems than Linux, and where it does not say, it may be.</summary>
    /// <param name="page">The first byte of the page.</param>
    public static bool MayBeInMemory(byte* page)
    {
        byte isInMemory;
        return !s_isLinux || mincore(page, 1, &isInMemory) != 0 || (isInMemory & 1) != 0;
    }

    [DllImport("libc")]
    private static extern int mincore(byte* address, nuint length, byte* isInMemory);

    [DllImport("libc")]
    private static extern int sync_file_range(SafeFileHandle descriptor, nint offset, nint length, uint flags);
}
