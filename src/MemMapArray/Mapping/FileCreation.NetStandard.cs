using System;
using System.IO;
using System.Runtime.InteropServices;

namespace MemMap.Mapping;

/// <summary>New files of Linux with permissions of their own from the first moment on.</summary>
internal static unsafe class FileCreation
{
    private const int ReadWrite = 2, CreateFile = 0x40, MustBeNew = 0x80, CloseOnExec = 0x80000;

    /// <summary>Creates a file of length 0.</summary>
    /// <exception cref="IOException">The system could not, or there is such a file.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not.</exception>
    public static void Create(string path, MemMapPermissions permissions)
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

        // Not every framework makes a stream of a descriptor (Mono does not): the file is opened by its name.
        _ = close(descriptor);
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int open(byte* path, int flags, uint mode);

    [DllImport("libc")]
    private static extern int close(int descriptor);
}
