using System;
using System.Collections.Generic;
using MemMap.Diagnostics;
using MemMap.Mapping;
using MemMap.Views;

namespace MemMap;

/// <summary>
/// A typed N-D array over a file, as NumPy's <c>memmap</c>. It owns the mapping. <see cref="MemMapArray"/> opens and creates arrays;
/// dispose them when done.
/// </summary>
/// <typeparam name="T">The element type: any type without references in it, in the byte order of this machine.</typeparam>
/// <remarks>
/// <para>Other processes see every write at once, and the system writes the pages to the disk later; Dispose does not wait for that. Call
/// <see cref="MemMapView{T}.Flush"/> for data that must survive a power cut.</para>
/// <para>Elements may be read and bulk operations run from several threads. Writes of several threads to one element are unordered, as in
/// any array.</para>
/// </remarks>
public sealed unsafe partial class MemMapArray<T> : MemMapView<T>, IDisposable
    where T : unmanaged
{
    private readonly object _growing = new();
    private readonly List<MappedRegion> _regions;
    private readonly MappedFile _file;
    private readonly bool _preallocate;
    private readonly IFileHeader? _header;
    private readonly BehindArray _behind;

    internal MemMapArray(
        MappedFile file,
        MappedRegion region,
        Layout layout,
        string path,
        MemMapMode mode,
        MemMapOrder order,
        bool preallocate,
        IFileHeader? header = null,
        BehindArray behind = BehindArray.AsFound)
        : base(new Window(region, layout))
    {
        _file = file;
        _appendLock = new AppendLock(file);
        _regions = [region];
        _preallocate = preallocate;
        _header = header;
        _behind = behind;
        _endsAtEnd = behind == BehindArray.Rows || (behind == BehindArray.AsFound && file.Length == End(layout));
        Path = path;
        Mode = mode;
        Order = order;
        Offset = layout.Offset;
        MemMapEventSource.Log.ArrayOpened(file.FullPath, ByteLength);
        MemMapMeter.ArrayOpened();
    }

    /// <summary>The path of the file, as it was given.</summary>
    public string Path { get; }

    /// <summary>The mode in which the file was opened.</summary>
    public MemMapMode Mode { get; }

    /// <summary>The position of the array in the file, in bytes.</summary>
    public long Offset { get; }

    /// <summary>The axis that is contiguous in the file.</summary>
    public MemMapOrder Order { get; }

    /// <summary>The newest mapping.</summary>
    internal MappedRegion Region => (MappedRegion)Window.Region;

    /// <summary>Makes the whole array durable: when it returns, everything that was written is on the medium, and so is the name of a new
    /// file in its folder. Does nothing in <see cref="MemMapMode.Read"/> and <see cref="MemMapMode.CopyOnWrite"/>.</summary>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The system could not write, now or at an earlier flush, or the file was cut short.
    /// It is unknown then what is on the medium.</exception>
    /// <example><code>
    /// log.Fill(7);
    /// log.Flush();    // survives a power cut
    /// </code></example>
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
    /// Ends the array and every view of it: from now on they throw <see cref="ObjectDisposedException"/>. Does not wait for bulk operations
    /// and pins in other threads: the memory is unmapped when they have ended. Waits for a Resize or Append in another thread. Does not
    /// flush. A second call does nothing.
    /// </summary>
    /// <remarks>It does not wait for spans, references and elements that other threads use: stop using them first. An open batch of appends
    /// ends with the array, as if it were disposed.</remarks>
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
            MappedRegion newest = Region;
            return _regions.Count == 1 || newest.IsClosed ? [] : [.. _regions.FindAll(region => region != newest && region.IsMapped)];
        }
    }
}
