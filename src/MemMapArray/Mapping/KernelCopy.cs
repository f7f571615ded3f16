using System;
using System.Runtime.InteropServices;

namespace MemMap.Mapping;

/// <summary>
/// Copies within the memory of this process that the kernel makes: a page that cannot be touched is an error number, where an ordinary
/// copy would be a signal. As fast as an ordinary copy.
/// Linux only; in containers that forbid the call it is not there.
/// </summary>
internal static unsafe class KernelCopy
{
    private static readonly int s_process = IsLinux64 ? getpid() : 0;

    private static volatile bool s_isUnsupported = !IsLinux64;

    private static bool IsLinux64 => RuntimeInformation.IsOSPlatform(OSPlatform.Linux) && IntPtr.Size == sizeof(long);

    /// <summary>Copies bytes that do not overlap, as far as pages can be touched.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="source">Where from.</param>
    /// <param name="count">How many.</param>
    /// <param name="copied">How many were copied.</param>
    /// <returns>Whether the kernel makes such copies here.</returns>
    public static bool TryCopy(byte* target, byte* source, long count, out long copied)
    {
        copied = 0;
        while (copied < count && !s_isUnsupported)
        {
            var from = new Part(source + copied, (nuint)(count - copied));
            var to = new Part(target + copied, (nuint)(count - copied));
            nint some = process_vm_writev(s_process, &from, 1, &to, 1, 0);
            if (some > 0)
            {
                copied += some;
            }
            else if (some < 0 && Marshal.GetLastWin32Error() != Libc.BadAddress)
            {
                // Not in this kernel, or not allowed.
                s_isUnsupported = true;
            }
            else
            {
                break;
            }
        }

        return !s_isUnsupported;
    }

    [DllImport("libc", SetLastError = true)]
    private static extern nint process_vm_writev(int process, Part* local, nuint locals, Part* remote, nuint remotes, nuint flags);

    [DllImport("libc")]
    private static extern int getpid();
}
