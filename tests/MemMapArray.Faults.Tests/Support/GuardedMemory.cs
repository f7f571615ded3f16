using System;
using System.Runtime.InteropServices;

namespace MemMap.Faults.Tests.Support;

/// <summary>
/// Memory between two pages that nobody may touch: one byte read or written too many, on either side, ends the process. For copies now, for any kernel over raw pointers alike.
/// </summary>
/// <remarks>
/// <code>
///   | forbidden page | ........ Capacity bytes ........ | forbidden page |
///                    ^ Start                            ^ End: data of n bytes that must not be overrun begins at End - n
/// </code>
/// </remarks>
internal sealed unsafe class GuardedMemory : IDisposable
{
    private const int ReadWrite = 3, PrivateAnonymous = 0x22;
    private readonly byte* _pages;
    private readonly nint _length;

    public GuardedMemory(int atLeast)
    {
        int page = Environment.SystemPageSize;
        Capacity = (atLeast + page - 1) / page * page;
        _length = Capacity + (2 * page);
        _pages = mmap(null, _length, 0, PrivateAnonymous, -1, 0);
        if (_pages == (byte*)-1 || mprotect(_pages + page, Capacity, ReadWrite) != 0)
        {
            throw new InvalidOperationException("mmap or mprotect failed.");
        }
    }

    public int Capacity { get; }

    public byte* Start => _pages + Environment.SystemPageSize;

    public byte* End => Start + Capacity;

    /// <summary>The bytes that end where the forbidden page begins.</summary>
    public byte* Before(int bytes) => bytes <= Capacity ? End - bytes : throw new ArgumentOutOfRangeException(nameof(bytes));

    public void Dispose() => _ = munmap(_pages, _length);

    [DllImport("libc")]
    private static extern byte* mmap(byte* address, nint length, int protection, int flags, int descriptor, nint offset);

    [DllImport("libc")]
    private static extern int mprotect(byte* address, nint length, int protection);

    [DllImport("libc")]
    private static extern int munmap(byte* address, nint length);
}
