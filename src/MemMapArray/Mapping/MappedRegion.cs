using System;
using System.Threading;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Mapping;

/// <summary>
/// One mapping of a file, from its first byte: so the start is aligned for every system, and a flush covers every byte.
/// It is made at the first use, and unmapped when it is closed and the last lease has ended.
/// </summary>
internal sealed unsafe class MappedRegion : LeasedResource
{
    private static int s_openMappings;

    private readonly object _mapping = new();
    private readonly long _length;
    private readonly MemMapMode _mode;
    private SafeMemoryMappedViewHandle? _view;
    private byte* _pointer;
    private string? _closedBecause;

    /// <param name="file">The file, which stays open as long as the region needs it.</param>
    /// <param name="length">How many bytes to map; with 0 nothing is.</param>
    /// <param name="mode">Whether pages can be written, and whose they are.</param>
    public MappedRegion(MappedFile file, long length, MemMapMode mode)
    {
        if (!file.TryAcquire())
        {
            throw new ObjectDisposedException(nameof(MemMapArray), $"The array over '{file.FullPath}' is disposed.");
        }

        File = file;
        _length = length;
        _mode = mode;
    }

    public static int OpenMappings => Volatile.Read(ref s_openMappings);

    public MappedFile File { get; }

    public bool IsReadOnly => _mode == MemMapMode.Read;

    /// <summary>It has been used. Only then can something have been written through it.</summary>
    public bool IsMapped => _pointer != null;

    /// <summary>What is written lands in the file, for others to see.</summary>
    public bool IsShared => _mode is not (MemMapMode.Read or MemMapMode.CopyOnWrite);

    /// <summary>
    /// The first byte, for element access; <see langword="null"/> before the first use, after closing and when nothing is mapped.
    /// Bulk operations take a <see cref="Lease"/> instead, which keeps the pages where they are.
    /// </summary>
    public byte* Origin { get; private set; }

    /// <summary>Keeps the pages mapped and the file open until the lease is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The region is closed.</exception>
    public Lease Lease()
    {
        Acquire();
        bool mapped = false;
        try
        {
            byte* origin = Map();
            mapped = true;
            return new Lease(this, origin);
        }
        finally
        {
            if (!mapped)
            {
                Release();
            }
        }
    }

    /// <summary>The first byte, mapped now if it was not, without a lease.</summary>
    /// <exception cref="ObjectDisposedException">The region is closed.</exception>
    public byte* RequireOrigin()
    {
        using Lease lease = Lease();
        return lease.Origin;
    }

    /// <exception cref="ObjectDisposedException">The region is closed.</exception>
    public void ThrowIfClosed()
    {
        if (IsClosed)
        {
            throw new ObjectDisposedException(nameof(MemMapArray), _closedBecause ?? $"The array over '{File.FullPath}' is disposed.");
        }
    }

    /// <summary>Makes the bytes from <paramref name="start"/> to <paramref name="end"/> durable. Nothing to do where nothing was written to the file.</summary>
    public void Flush(long start, long end)
    {
        Acquire();
        try
        {
            if (IsShared)
            {
                File.RequireLength(end);
                // What was never mapped was never written through the mapping; the file may still have been appended to.
                File.Flush(_pointer == null ? default : new PageRange(_pointer, start, end));
            }
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Makes every byte of the region durable.</summary>
    public void FlushAll() => Flush(0, _length);

    /// <summary>Asks the system to read the bytes from <paramref name="start"/> to <paramref name="end"/> ahead. A hint: it cannot fail.</summary>
    public void Prefetch(long start, long end)
    {
        using Lease lease = Lease();
        if (end > start)
        {
            new PageRange(lease.Origin, start, end).Prefetch();
        }
    }

    public override void Close()
    {
        base.Close();
        Forget("The array over '" + File.FullPath + "' is disposed.");
    }

    /// <summary>Closes the region unless a bulk operation or a pinned memory uses it.</summary>
    public void TryCloseForShrink()
    {
        if (TryCloseUnused())
        {
            Forget($"The file '{File.FullPath}' was shrunk by Resize; views and slices from before it are closed. Take them anew from the array.");
        }
    }

    protected override void Free()
    {
        if (_view is { } view)
        {
            view.ReleasePointer();
            view.Dispose();
            Interlocked.Decrement(ref s_openMappings);
        }

        File.Release();
    }

    private void Acquire()
    {
        while (!TryAcquire())
        {
            ThrowIfClosed();
        }
    }

    private void Forget(string reason)
    {
        lock (_mapping)
        {
            _closedBecause ??= reason;
            Origin = null;
        }
    }

    // Called under a lease, so what is mapped here is freed no earlier than that lease ends.
    private byte* Map()
    {
        if (_pointer != null || _length == 0)
        {
            return _pointer;
        }

        lock (_mapping)
        {
            if (_view is null)
            {
                File.RequireLength(_length);
                SafeMemoryMappedViewHandle view = File.Map(_length, _mode);
                Interlocked.Increment(ref s_openMappings);
                _view = view;

                // Held until Free, so that the finalizer of the runtime's own handle never unmaps: an array that nobody
                // disposes leaks, and a span over it stays valid.
                byte* pointer = null;
                view.AcquirePointer(ref pointer);
                _pointer = pointer;
                if (!IsClosed)
                {
                    Origin = _pointer;
                }
            }

            return _pointer;
        }
    }
}
