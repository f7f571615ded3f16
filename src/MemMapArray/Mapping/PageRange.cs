using System;
using System.IO;
using System.Runtime.InteropServices;

namespace MemMap.Mapping;

/// <summary>
/// Some bytes of a mapping, and what the operating system can do with their pages. <c>default</c> is empty.
/// Run on Linux; the code for Windows by Wine only, that for macOS not at all: it is written from the documentation.
/// </summary>
internal readonly unsafe struct PageRange
{
    private readonly byte* _address;
    private readonly long _length;

    /// <summary>The bytes from <paramref name="start"/> to <paramref name="end"/> of the mapping at <paramref name="origin"/>, from the
    /// start of their first page.</summary>
    public PageRange(byte* origin, long start, long end)
    {
        long pageStart = start - (start % Environment.SystemPageSize);
        _address = origin + pageStart;
        _length = end > start ? end - pageStart : 0;
    }

    /// <summary>Flushing pages makes them durable here. Elsewhere the file must be flushed after them.</summary>
    public static bool FlushReachesMedium { get; } = RuntimeInformation.IsOSPlatform(OSPlatform.Linux);

    public bool IsEmpty => _length == 0;

    /// <exception cref="IOException">The system reports an error.</exception>
    public void Flush(string path)
    {
        int error = RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
            ? Kernel32.FlushView(_address, _length)
            : Libc.SyncPages(_address, _length);
        if (error != 0)
        {
            throw SystemError.ToIOException(error, $"The pages of '{path}' could not be flushed.");
        }
    }

    /// <summary>Brings the pages in, as touching them would. Linux only.</summary>
    /// <returns>0, or the system's error number.</returns>
    public int Populate(bool toWrite) => Libc.Populate(_address, _length, toWrite);

    /// <summary>Whether the first and the last page are in memory, as far as the system tells.</summary>
    public bool MayBeInMemory() =>
        Libc.MayBeInMemory(_address) && Libc.MayBeInMemory(_address + ((_length - 1) & -Environment.SystemPageSize));

    public void Prefetch()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            Kernel32.Prefetch(_address, _length);
        }
        else
        {
            Libc.AdviseWillNeed(_address, _length);
        }
    }
}
