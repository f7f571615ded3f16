using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;

namespace MemMap.Mapping;

/// <summary>
/// A file that one opener has for itself. It lies where others may put things too: no link is followed, and what is no regular file is
/// refused. Elsewhere than on Linux somebody could exchange the
/// file between the look at it and its opening.
/// </summary>
internal static unsafe class LockFile
{
    private const int ReadWrite = 2, Create = 0x40, DoNotWait = 0x800, CloseOnExec = 0x80000;
    private const int TooManyLinks = 40;

    // The headers of Linux differ here by processor.
    private static readonly int s_noFollow =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 ? 0x8000 : 0x20000;

    /// <summary>Opens the file, or makes it.</summary>
    /// <exception cref="IOException">Somebody has it, or it is a link, has a second name, or is no regular file.</exception>
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

        // Opened once more by the framework, which has its own way to hold it: this very file, whatever has its name by now.
        string same = "/proc/self/fd/" + descriptor.ToString(CultureInfo.InvariantCulture);
        try
        {
            FileStatus? status = FileStatus.Of(same);
            if (status is { IsRegular: false })
            {
                throw NotRegular(path);
            }

            if (status is { Links: > 1 })
            {
                throw new IOException(
                    $"'{path}' has a second name (a hard link), so it is somebody's file; it was not changed. A lock has one name: move " +
                    "it away.");
            }

            return OpenSame(same, path);
        }
        finally
        {
            _ = close(descriptor);
        }
    }

    private static FileStream OpenSame(string same, string path)
    {
        try
        {
            return new FileStream(same, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.None);
        }
        catch (IOException exception)
        {
            throw new IOException($"The file '{path}' is open elsewhere.", exception);
        }
    }

    private static IOException NotRegular(string path) => new($"'{path}' is a link, a pipe or a device; a lock is a file.");

    [DllImport("libc", SetLastError = true)]
    private static extern int open(byte* path, int flags, uint mode);

    [DllImport("libc")]
    private static extern int close(int descriptor);
}
