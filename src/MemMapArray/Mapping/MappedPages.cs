using System;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Mapping;

/// <summary>
/// The pages of one mapping, from the file's first byte. They are mapped once and unmapped once. There is no finalizer: pages that nobody
/// unmaps stay.
/// </summary>
internal sealed unsafe class MappedPages
{
    /// <summary>The least that is mapped beyond the end of a growing file, in bytes of address space.</summary>
    private const long MinimumHeadroom = 64 << 20;

    /// <summary>The length from which on the framework maps nothing. The system maps what fits its address space (128 TiB of Linux on
    /// x64).</summary>
    private const long MostOfFramework = (1L << 43) - (1 << 16);

    private static readonly bool s_isLinux64 = RuntimeInformation.IsOSPlatform(OSPlatform.Linux) && IntPtr.Size == sizeof(long);

    private readonly SafeMemoryMappedViewHandle? _view;
    private readonly PresentPages _toRead = new(toWrite: false);
    private readonly PresentPages _toWrite = new(toWrite: true);

    private MappedPages(SafeMemoryMappedViewHandle view, long length)
    {
        // The pointer is held until Unmap, so that the finalizer of the runtime's own handle never unmaps: an array that nobody
        // disposes leaks, and a span over it stays valid.
        byte* origin = null;
        view.AcquirePointer(ref origin);
        _view = view;
        Origin = origin;
        Capacity = length;
    }

    private MappedPages(byte* origin, long capacity)
    {
        Origin = origin;
        Capacity = capacity;
    }

    public byte* Origin { get; }

    /// <summary>The length in bytes of address space. Beyond the file's end they become accessible when the file grows.</summary>
    public long Capacity { get; }

    public static MappedPages Map(MappedFile file, long length, MemMapMode mode)
    {
        if (length < MostOfFramework || !s_isLinux64)
        {
            return new(MapView(file, length, mode), length);
        }

        int error = Libc.Map(file.Handle, length, mode, out byte* origin);
        return error == 0
            ? new(origin, length)
            : throw SystemError.ToIOException(error, $"{length} bytes of '{file.FullPath}' cannot be mapped.");
    }

    /// <summary>
    /// Maps a file that is growing with room for more, so that many appends need few mappings. On Linux, where pages of a shared mapping
    /// beyond the end of the file
    /// come to life when the file reaches them; elsewhere, and where there is no such room, exactly.
    /// </summary>
    public static MappedPages MapGrowing(MappedFile file, long length, MemMapMode mode)
    {
        if (s_isLinux64 && length < long.MaxValue / 4)
        {
            long capacity = length + Math.Max(length, MinimumHeadroom);
            if (Libc.Map(file.Handle, capacity, mode, out byte* origin) == 0)
            {
                return new(origin, capacity);
            }
        }

        return Map(file, length, mode);
    }

    /// <summary>Asks the system for pages before they are touched: see <see cref="PresentPages"/>.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="end">Behind the last.</param>
    /// <param name="length">Where what is mapped of the file ends.</param>
    /// <param name="toWrite">Whether they will be written to.</param>
    /// <exception cref="IOException">They cannot be touched.</exception>
    public void Require(MappedFile file, long start, long end, long length, bool toWrite) =>
        (toWrite ? _toWrite : _toRead).Require(file, Origin, start, end, length);

    /// <summary>Whether some bytes have been asked for to be read: see <see cref="PresentPages"/>.</summary>
    public bool ArePresent(long start, long end) => _toRead.Has(start, end);

    /// <summary>Whether some bytes can be written without asking for their pages: see <see cref="PresentPages.Has"/>.</summary>
    public bool AreReadyToWrite(long start, long end) => _toWrite.Has(start, end);

    /// <summary>Whether the disk has room for each of some bytes that can be read, so that they can be written: see
    /// <see cref="PresentPages.HaveRoom"/>.</summary>
    public bool HasRoom(MappedFile file, long start, long end, long length) => _toWrite.HaveRoom(file, start, end, length);

    /// <summary>Forgets what is known about pages from a byte on. A file that grows had a last page that was known only as far as the file
    /// went.</summary>
    public void Forget(long start)
    {
        _toRead.Forget(start);
        _toWrite.Forget(start);
    }

    /// <summary>Unmaps the pages, once.</summary>
    public void Unmap()
    {
        if (_view is null)
        {
            Libc.Unmap(Origin, Capacity);
        }
        else
        {
            _view.ReleasePointer();
            _view.Dispose();
        }
    }

    // The accessor is left alone on purpose: disposing a writable one would flush all its pages (dotnet/runtime #59606), while disposing
    // its handle only unmaps.
    private static SafeMemoryMappedViewHandle MapView(MappedFile file, long length, MemMapMode mode)
    {
        MemoryMappedFileAccess access = mode switch
        {
            MemMapMode.Read => MemoryMappedFileAccess.Read,
            MemMapMode.CopyOnWrite => MemoryMappedFileAccess.CopyOnWrite,
            _ => MemoryMappedFileAccess.ReadWrite,
        };

        // Capacity 0 is the file's length: a lower one is refused, a higher one would lengthen the file.
        using var mapping = MemoryMappedFile.CreateFromFile(
            file.Stream, mapName: null, capacity: 0, access, HandleInheritability.None, leaveOpen: true);
        return mapping.CreateViewAccessor(0, length, access).SafeMemoryMappedViewHandle;
    }
}
