using System;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Mapping;

/// <summary>The calls to Unix that .NET has no method for. Each returns 0 or the system's error number.</summary>
internal static unsafe partial class Libc
{
    public const int NotSupported = 95; // EOPNOTSUPP of Linux: a file system without reservation, on musl
    public const int InvalidArgument = 22;
    public const int BadAddress = 14;
    public const int PoisonedPage = 133; // EHWPOISON of Linux
    private const int Interrupted = 4;

    private const int MadviseWillNeed = 3; // Linux and macOS
    private const int MadviseHugePage = 14; // Linux
    private const int MadvisePopulateRead = 22, MadvisePopulateWrite = 23; // Linux 5.14
    private const int OpenReadOnly = 0;
    private const int KeepLength = 1; // FALLOC_FL_KEEP_SIZE of Linux
    private const int SeekHole = 4; // Linux
    private const int Tmpfs = 0x01021994; // TMPFS_MAGIC of Linux

    private const int ProtectRead = 1, ProtectReadWrite = 1 | 2;
    private const int MapSharedPages = 1, MapPrivatePages = 2 | 0x4000; // MAP_NORESERVE of Linux: nobody changes all of a large file

    private static readonly bool s_isLinux = RuntimeInformation.IsOSPlatform(OSPlatform.Linux);

    // Numbers from the systems' headers: MS_SYNC and O_CLOEXEC of Linux and macOS.
    private static readonly int s_syncNow = s_isLinux ? 4 : 0x10;
    private static readonly int s_closeOnExec = s_isLinux ? 0x80000 : 0x1000000;

    public static int SyncPages(byte* address, long length)
    {
        int error;
        do
        {
            error = msync(address, (nuint)length, s_syncNow) == 0 ? 0 : Marshal.GetLastWin32Error();
        }
        while (error == Interrupted);

        return error;
    }

    public static void AdviseWillNeed(byte* address, long length) => _ = madvise(address, (nuint)length, MadviseWillNeed);

    /// <summary>Asks for large pages where memory is touched for the first time: a fault a page costs more than to write it. Linux
    /// only.</summary>
    /// <param name="address">The first byte, of any page.</param>
    /// <param name="length">How many bytes. The pages that are wholly among them are meant.</param>
    public static void AdviseLargePages(byte* address, long length)
    {
        if (s_isLinux)
        {
            nint page = Environment.SystemPageSize, first = ((nint)address + page - 1) & -page;
            _ = madvise((byte*)first, (nuint)(((nint)(address + length) & -page) - first), MadviseHugePage);
        }
    }

    /// <summary>Brings pages in as a touch would. Where that would be a signal, it is <see cref="BadAddress"/> or
    /// <see cref="PoisonedPage"/>.</summary>
    public static int Populate(byte* address, long length, bool toWrite)
    {
        int error, advice = toWrite ? MadvisePopulateWrite : MadvisePopulateRead;
        do
        {
            error = madvise(address, (nuint)length, advice) == 0 ? 0 : Marshal.GetLastWin32Error();
        }
        while (error == Interrupted);

        return error;
    }

    /// <summary>Maps a file's pages from its first byte on. Linux only.</summary>
    public static int Map(SafeFileHandle file, long length, MemMapMode mode, out byte* address)
    {
        int protection = mode == MemMapMode.Read ? ProtectRead : ProtectReadWrite;
        int flags = mode == MemMapMode.CopyOnWrite ? MapPrivatePages : MapSharedPages;
        address = mmap(null, (nuint)length, protection, flags, file, 0);
        return address == (byte*)-1 ? Marshal.GetLastWin32Error() : 0;
    }

    public static void Unmap(byte* address, long length) => _ = munmap(address, (nuint)length);

    public static int Allocate(SafeFileHandle file, long start, long length)
    {
        int error;
        do
        {
            error = posix_fallocate(file, (nint)start, (nint)length);
        }
        while (error == Interrupted);

        return error;
    }

    /// <summary>Reserves blocks for what has none, in a file that other processes may be writing to: unlike <see cref="Allocate"/>, which
    /// makes up for file systems that cannot by writing zeros itself, it fails there.</summary>
    public static int FillHoles(SafeFileHandle file, long start, long length, bool keepsLength)
    {
        int error;
        do
        {
            error = fallocate(file, keepsLength ? KeepLength : 0, (nint)start, (nint)length) == 0 ? 0 : Marshal.GetLastWin32Error();
        }
        while (error == Interrupted);

        return error;
    }

    /// <summary>Finds the first byte, from one on, that the file has no disk block with content for; at last its end. Moves the position
    /// of the open file. Linux only.</summary>
    /// <returns>Below 0 the system could not.</returns>
    public static long FindHole(SafeFileHandle file, long start) => lseek(file, (nint)start, SeekHole);

    /// <summary>Whether a file is in a tmpfs. 64-bit Linux only.</summary>
    public static bool IsTmpfs(SafeFileHandle file)
    {
        // struct statfs begins with the type, which is a word; all of it has 120 bytes.
        nint* status = stackalloc nint[32];
        return fstatfs(file, status) == 0 && (int)status[0] == Tmpfs;
    }

    /// <summary>Finds the file that a path leads to, through all links.</summary>
    /// <returns>Its path; <see langword="null"/> where there is no such file.</returns>
    public static string? RealPath(string path)
    {
        fixed (byte* text = Encode(path))
        {
            byte* real = realpath(text, null);
            if (real == null)
            {
                return null;
            }

            int length = 0;
            while (real[length] != 0)
            {
                length++;
            }

            string decoded = System.Text.Encoding.UTF8.GetString(real, length);
            free(real);
            return decoded;
        }
    }

    /// <summary>Opens a folder.</summary>
    /// <returns>Its descriptor; below 0 where there is no such folder.</returns>
    public static int OpenDirectory(string folder) => open(folder, OpenReadOnly | s_closeOnExec);

    /// <summary>Whether this user may make files in a folder.</summary>
    public static bool CanWriteIn(string folder)
    {
        fixed (byte* text = Encode(folder))
        {
            return access(text, 2 /* W_OK */) == 0;
        }
    }

    /// <summary>Gives an open file to a user and a group, as far as this user may.</summary>
    public static void GiveTo(SafeFileHandle file, uint user, uint group)
    {
        _ = fchown(file, uint.MaxValue, group);
        _ = fchown(file, user, uint.MaxValue);
    }

    public static int SyncDirectory(string folder)
    {
        int descriptor = OpenDirectory(folder);
        if (descriptor < 0)
        {
            return Marshal.GetLastWin32Error();
        }

        int error = fsync(descriptor) == 0 ? 0 : Marshal.GetLastWin32Error();
        _ = close(descriptor);

        // Some network file systems cannot flush a folder, and say so with EINVAL: there is nothing more to do then.
        return error == InvalidArgument ? 0 : error;
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int msync(byte* address, nuint length, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int madvise(byte* address, nuint length, int advice);

    [DllImport("libc", SetLastError = true)]
    private static extern byte* mmap(byte* address, nuint length, int protection, int flags, SafeFileHandle descriptor, nint offset);

    [DllImport("libc")]
    private static extern int munmap(byte* address, nuint length);

    [DllImport("libc")]
    private static extern int posix_fallocate(SafeFileHandle descriptor, nint offset, nint length);

    [DllImport("libc", SetLastError = true)]
    private static extern int open(byte* path, int flags, int mode);

    [DllImport("libc")]
    private static extern int fchown(SafeFileHandle descriptor, uint user, uint group);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int fallocate(SafeFileHandle descriptor, int mode, nint offset, nint length);

    [DllImport("libc")]
    private static extern int fstatfs(SafeFileHandle descriptor, nint* status);

    [DllImport("libc")]
    private static extern nint lseek(SafeFileHandle descriptor, nint offset, int from);

    [DllImport("libc")]
    private static extern int access(byte* path, int mode);

    [DllImport("libc")]
    private static extern byte* realpath(byte* path, byte* resolved);

    [DllImport("libc")]
    private static extern void free(byte* memory);

    /// <summary>A path as the system takes it.</summary>
    internal static byte[] Encode(string path) => System.Text.Encoding.UTF8.GetBytes(path + "\0");

    private static int open(string path, int flags)
    {
        fixed (byte* pointer = Encode(path))
        {
            // The mode counts only for new files, but open is variadic, and is given all it may look at.
            return open(pointer, flags, 0);
        }
    }
}
