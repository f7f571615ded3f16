using System;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Mapping;

/// <content>Reads of files, which are made often.</content>
internal static unsafe partial class Libc
{
    private const int NoWait = 8; // RWF_NOWAIT of Linux
    private const int DontCache = 0x80; // RWF_DONTCACHE of Linux 6.14
    private const int FadviseDontNeed = 4; // POSIX_FADV_DONTNEED of Linux

    private static volatile bool s_hasFlags = true;

    /// <summary>Reads some bytes of a file; fewer at its end. Linux only, in 64-bit processes.</summary>
    /// <returns>How many; below 0 the system could not.</returns>
    public static int ReadAt(SafeFileHandle file, byte* buffer, int count, long position)
    {
        // The caller holds the file open, so the handle need not be counted: that would be a tenth of the time of a small read.
        int descriptor = (int)file.DangerousGetHandle();
        nint read = pread(descriptor, buffer, (nuint)count, (nint)position);
        if (read < 0)
        {
            // Once more for the error's number, which the call above has no time for.
            do
            {
                read = PreadWithError(descriptor, buffer, (nuint)count, (nint)position);
            }
            while (read < 0 && Marshal.GetLastWin32Error() == Interrupted);
        }

        return (int)read;
    }

    /// <summary>Reads some bytes of a file as far as the system has them in memory: it waits for no disk. Linux only, in 64-bit
    /// processes.</summary>
    /// <returns>How many; below 0 none.</returns>
    public static long ReadPresent(SafeFileHandle file, byte* buffer, long count, long position) =>
        ReadWith(NoWait, file, buffer, count, position);

    /// <summary>Reads as <see cref="ReadAt"/> does. What it brings into the page cache for that is dropped again.</summary>
    public static int ReadAndDrop(SafeFileHandle file, byte* buffer, int count, long position)
    {
        int read = (int)ReadWith(DontCache, file, buffer, count, position);
        if (read < 0)
        {
            // The system is older than the flag, the file system does not know it, or the read fails: that is told by the other call.
            read = ReadAt(file, buffer, count, position);

            // Only whole pages are dropped.
            long page = Environment.SystemPageSize, first = position / page * page, end = (position + count + page - 1) / page * page;
            _ = posix_fadvise((int)file.DangerousGetHandle(), (nint)first, (nint)(end - first), FadviseDontNeed);
        }

        return read;
    }

    private static long ReadWith(int flags, SafeFileHandle file, byte* buffer, long count, long position)
    {
        var part = new Part(buffer, (nuint)count);
        try
        {
            return s_hasFlags ? preadv2((int)file.DangerousGetHandle(), &part, 1, (nint)position, flags) : -1;
        }
        catch (EntryPointNotFoundException)
        {
            // The C library is older than the call.
            s_hasFlags = false;
            return -1;
        }
    }

    [DllImport("libc", EntryPoint = "pread", SetLastError = true)]
    private static extern nint PreadWithError(int descriptor, byte* buffer, nuint count, nint offset);

    [DllImport("libc")]
    private static extern nint pread(int descriptor, byte* buffer, nuint count, nint offset);

    [DllImport("libc")]
    private static extern nint preadv2(int descriptor, Part* parts, int count, nint offset, int flags);

    [DllImport("libc")]
    private static extern int posix_fadvise(int descriptor, nint offset, nint length, int advice);
}
