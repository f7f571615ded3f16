using System;
using System.IO;
using System.Runtime.InteropServices;

namespace MemMap.Mapping;

/// <summary>How long this process may make a file (<c>ulimit -f</c>). What writes beyond it is ended by a signal, SIGXFSZ, so it is asked
/// before each growth.</summary>
internal static class FileSizeLimit
{
    private const int FileSize = 1; // RLIMIT_FSIZE of Linux and macOS

    // 32-bit processes have another structure.
    private static readonly bool s_canAsk = !RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && IntPtr.Size == sizeof(long);

    /// <exception cref="IOException">A file of this process may not have <paramref name="length"/> bytes.</exception>
    public static void Require(string path, long length)
    {
        if (s_canAsk && getrlimit(FileSize, out Limit limit) == 0 && (ulong)length > limit.Current)
        {
            throw new IOException(
                $"The file '{path}' cannot have {length} bytes: a file of this process has at most {limit.Current} (ulimit -f).");
        }
    }

    [DllImport("libc")]
    private static extern int getrlimit(int resource, out Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit
    {
        public readonly ulong Current;
        public readonly ulong Most;
    }
}
