using System;
using System.Collections.Generic;
using MemMap.Diagnostics;
using MemMap.Mapping;
using MemMap.Views;

namespace MemMap;

/// <summary>
/// A typed N-D array over a file, NumPy's <c>memmap</c>: the owner of the mapping. Made by <see cref="MemMapArray"/>; dispose it when done.
/// </summary>
/// <typeparam name="T">The element type: any type without references in it, in the byte order of this machine.</typeparam>
/// <remarks>
/// <para>Dispose unmaps without waiting for the disk: other processes see every write at once, and the system writes the pages in its own time. Call
/// <see cref="MemMapView{T}.Flush"/> for what must survive a power cut.</para>
/// <para>Elements may be read and bulk operations run from several threads. Writes to one element from several are as unordered as on any array.</para>
/// </remarks>
public sealed unsafe partial class MemMapArray<T> : MemMapView<T>, IDisposable
    where T : unmanaged
{
    private readonly object _growing = new();
    private readonly List<MappedRegion> _regions;
    private readonly MappedFile _file;
    private readonly bool _preallocate;
    private readonly IFileHeader? _header;

    internal MemMapArray(MappedFile file, MappedRegion region, Layout layout, string path, MemMapMode mode, MemMapOrder order, bool preallocate, IFileHeader? header = null, bool isWhole = false)
        : base(new Window(region, layout))
    {
        _file = file;
        _appendLock = new AppendLock(file);
        _regions = [region];
        _preallocate = preallocate;
        _header = header;
        _endsAtEnd = isWhole || file.Length == End(layout);
        Path = path;
        Mode = mode;
        Order = order;
        Offset = layout.Offset;
        MemMapEventSource.Log.ArrayOpened(file.FullPath, ByteLength);
        MemMapMeter.ArrayOpened();
    }

    /// <summary>The file, as it was given.</summary>
    public string Path { get; }

    /// <summary>How the file was opened.</summary>
    public MemMapMode Mode { get; }

    /// <summary>Where the array begins in the file, in bytes.</summary>
    public long Offset { get; }

    /// <summary>Which axis is contiguous in the file.</summary>
    public MemMapOrder Order { get; }

    /// <summary>Makes the whole array durable: when it returns, all that was written is on the medium, and after a create the file's name in its folder too.
    /// Nothing to do, and nothing is done, in <see cref="MemMapMode.Read"/> and <see cref="MemMapMode.CopyOnWrite"/>.</summary>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The system could not write, now or at an earlier flush, or the file was cut short.
    /// After that it is unknown what is on the medium.</exception>
    public override void Flush()
    {
        // Views from before the array grew write through older mappings, and not every system flushes one through another.
        foreach (MappedRegion older in OlderRegions())
        {
            older.FlushAll();
        }

        base.Flush();
        CountRows();
    }

    /// <summary>
    /// Ends the array and every view of it: from now on they throw <see cref="ObjectDisposedException"/>. Does not wait for bulk operations and pins in other
    /// threads: the memory is unmapped when they have ended. (A Resize or Append in another thread it does wait for.) Does not flush. Disposing twice is once.
    /// </summary>
    /// <remarks>Spans, references and elements being read in other threads are not waited for: stop using them first. A batch of appends that is still open ends with the array, as when it is disposed itself.</remarks>
    public void Dispose()
    {
        lock (_growing)
        {
            try
            {
                EndBatch();
            }
            finally
            {
                Close();
            }
        }
    }

    private void Close()
    {
        bool isFirst = !_file.IsClosed;
        foreach (MappedRegion region in _regions)
        {
            region.Close();
        }

        _file.Close();
        if (isFirst)
        {
            MemMapEventSource.Log.ArrayDisposed(_file.FullPath);
            MemMapMeter.ArrayDisposed();
        }
    }

    private MappedRegion[] OlderRegions()
    {
        lock (_growing)
        {
            MappedRegion newest = Window.Region;
            return _regions.Count == 1 || newest.IsClosed ? [] : [.. _regions.FindAll(region => region != newest && region.IsMapped)];
        }
    }
}
