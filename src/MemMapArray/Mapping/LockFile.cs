using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Mapping;

/// <summary>
/// A file that one opener has for itself. It lies where others may put things too: no link is followed, and what is no regular file is refused. Elsewhere than on Linux somebody could exchange the
/// file between the look at it and its opening.
/// </summary>
internal static unsafe class LockFile
{
    private const int ReadWrite = 2, Create = 0x40, DoNotWait = 0x800, CloseOnExec = 0x80000;
    private const int LockExclusive = 2, LockDoNotWait = 4;
    private const int TryAgain = 11, TooManyLinks = 40;

    // The headers of Linux differ here by processor.
    private static readonly int s_noFollow = RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 ? 0x8000 : 0x20000;

    /// <summary>Opens the file, or makes it.</summary>
    /// <exception cref="IOException">Somebody has it, or it is a link or no regular file.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not.</exception>
    public static FileStream Open(string path)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            if (File.Exists(path) && (File.GetAttributes(path) & (FileAttributes.ReparsePoint | FileAttributes.Device)) != 0)
            {
                throw NotRegular(path);
            }

            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.None);
        }

        if (FileStatus.OfName(path) is { IsRegular: false })
        {
            throw NotRegular(path);
        }

        int descriptor, error;
        fixed (byte* text = Libc.Encode(path))
        {
            descriptor = open(text, ReadWrite | Create | DoNotWait | CloseOnExec | s_noFollow, 0x1B6 /* rw-rw-rw-, less the umask */);
            error = Marshal.GetLastWin32Error();
        }

        if (descriptor < 0)
        {
            throw error == TooManyLinks ? NotRegular(path) : SystemError.ToException(error, $"The file '{path}' could not be opened.");
        }

        var handle = new SafeFileHandle((nint)descriptor, ownsHandle: true);
        bool isHeld = flock(handle, LockExclusive | LockDoNotWait) == 0 || Marshal.GetLastWin32Error() != TryAgain;
        if (!isHeld || FileStatus.OfName(path) is not { IsRegular: true })
        {
            handle.Dispose();
            throw isHeld ? NotRegular(path) : new IOException($"The file '{path}' is open elsewhere.");
        }

        return new FileStream(handle, FileAccess.ReadWrite, bufferSize: 1);
    }

    private static IOException NotRegular(string path) => new($"'{path}' is a link, a pipe or a device; a lock is a file.");

    [DllImport("libc", SetLastError = true)]
    private static extern int open(byte* path, int flags, uint mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int flock(SafeFileHandle descriptor, int operation);
}
