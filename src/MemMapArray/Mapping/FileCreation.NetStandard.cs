using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Mapping;

/// <summary>New files of Linux with permissions of their own from the first moment on.</summary>
internal static unsafe class FileCreation
{
    private const int ReadWrite = 2, CreateFile = 0x40, MustBeNew = 0x80, CloseOnExec = 0x80000;
    private const int LockShared = 1, LockExclusive = 2, DoNotWait = 4;

    /// <summary>Creates a file of length 0 and opens it, locked as the framework's own streams are.</summary>
    /// <exception cref="IOException">The system could not, or there is such a file.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not.</exception>
    public static SafeFileHandle Create(string path, MemMapPermissions permissions, bool exclusive)
    {
        int descriptor, error;
        fixed (byte* text = Libc.Encode(path))
        {
            descriptor = open(text, ReadWrite | CreateFile | MustBeNew | CloseOnExec, (uint)permissions);
            error = Marshal.GetLastWin32Error();
        }

        if (descriptor < 0)
        {
            throw SystemError.ToException(error, $"The file '{path}' could not be created.");
        }

        SafeFileHandle handle = new((nint)descriptor, ownsHandle: true);
        if (flock(handle, (exclusive ? LockExclusive : LockShared) | DoNotWait) != 0)
        {
            handle.Dispose();
            throw new IOException($"The file '{path}' was opened by another process at this moment.");
        }

        return handle;
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int open(byte* path, int flags, uint mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int flock(SafeFileHandle descriptor, int operation);
}
