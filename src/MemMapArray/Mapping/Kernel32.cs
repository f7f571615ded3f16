using System.Runtime.InteropServices;

namespace MemMap.Mapping;

/// <summary>The calls to Windows that .NET has no method for. Written from the documentation; run by Wine only.</summary>
internal static unsafe class Kernel32
{
    private const int LockViolation = 33;
    private const int MaxAttempts = 20;

    /// <summary>Starts writing the pages; flushing the file afterwards makes them durable. Returns 0 or the system's error
    /// number.</summary>
    public static int FlushView(byte* address, long length)
    {
        // The memory manager may hold the pages for its own writing; the runtime's own Flush retries in the same way.
        int error = 0;
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (FlushViewOfFile(address, (nuint)length))
            {
                return 0;
            }

            error = Marshal.GetLastWin32Error();
            if (error != LockViolation)
            {
                return error;
            }

            System.Threading.Thread.Sleep(1 << System.Math.Min(attempt, 6));
        }

        return error;
    }

    public static void Prefetch(byte* address, long length)
    {
        var range = new MemoryRange { Address = address, Length = (nuint)length };
        _ = PrefetchVirtualMemory(GetCurrentProcess(), 1, &range, 0);
    }

    [DllImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool FlushViewOfFile(byte* address, nuint length);

    [DllImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool PrefetchVirtualMemory(nint process, nuint count, MemoryRange* ranges, uint flags);

    [DllImport("kernel32")]
    private static extern nint GetCurrentProcess();

    [StructLayout(LayoutKind.Sequential)]
    private struct MemoryRange
    {
        public byte* Address;
        public nuint Length;
    }
}
