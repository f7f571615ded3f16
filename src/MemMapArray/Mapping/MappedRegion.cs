using System;
using System.Threading;

namespace MemMap.Mapping;

/// <summary>
/// One mapping of a file, from its first byte: so the start is aligned for every system, and a flush covers every byte.
/// It is unmapped when it is closed and the last lease has ended.
/// </summary>
internal sealed unsafe class MappedRegion : LeasedResource
{
    // The system reads as much around a page that is touched, anyway.
    private const long SparseFactor = 4, AlwaysAsked = 1 << 16;

    private readonly MemMapMode _mode;
    private readonly MappedPages? _pages;
    private readonly OpenMapping? _counted;
    private long _length;
    private string? _closedBecause;

    /// <param name="file">The file, which stays open as long as the region needs it.</param>
    /// <param name="length">How many bytes to map; with 0 nothing is.</param>
    /// <param name="mode">Whether pages can be written, and whose they are.</param>
    /// <param name="isGrowing">The file has grown, and will again.</param>
    /// <exception cref="System.IO.IOException">The file is shorter than that, or the system cannot map it.</exception>
    public MappedRegion(MappedFile file, long length, MemMapMode mode, bool isGrowing = false)
    {
        File = file;
        _length = length;
        _mode = mode;
        if (length > 0)
        {
            file.RequireLength(length);
            _pages = isGrowing ? MappedPages.MapGrowing(file, length, mode) : MappedPages.Map(file, length, mode);
            Origin = _pages.Origin;
            file.Add(_pages);
            _counted = OpenMappings.Add(this, file.FullPath, _pages.Capacity);
        }

        // Last, when nothing can fail any more. The array that makes the region holds the file open.
        file.TryAcquire();
    }

    public MappedFile File { get; }

    public bool IsReadOnly => _mode == MemMapMode.Read;

    /// <summary>It has pages; of no bytes there are none.</summary>
    public bool IsMapped => _pages is not null;

    /// <summary>What is written stays in this mapping: the file does not have it.</summary>
    public bool IsPrivate => _mode == MemMapMode.CopyOnWrite;

    /// <summary>What is written lands in the file, for others to see.</summary>
    public bool IsShared => _mode is not (MemMapMode.Read or MemMapMode.CopyOnWrite);

    /// <summary>
    /// The first byte, for element access; <see langword="null"/> after closing and when nothing is mapped.
    /// Bulk operations take a <see cref="Lease"/> instead, which keeps the pages where they are.
    /// </summary>
    public byte* Origin { get; private set; }

    /// <summary>Keeps the pages mapped and the file open until the lease is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The region is closed.</exception>
    public Lease Lease()
    {
        Acquire();
        return new Lease(this, Pointer);
    }

    /// <summary>Takes in more of the file, which has grown, where the mapping has room for it. Everything taken before stays where it is.</summary>
    public bool TryGrow(long length)
    {
        bool hasRoom = _pages is not null && length <= _pages.Capacity;
        if (hasRoom)
        {
            _pages!.Forget(_length);
            Volatile.Write(ref _length, length);
        }

        return hasRoom;
    }

    /// <summary>
    /// The defence of what touches pages: called before each unit of work, under a lease. The file has the bytes, and the system has brought them in, where they are close enough to each other to be asked for together.
    /// </summary>
    /// <param name="start">The first byte that is going to be touched.</param>
    /// <param name="end">Behind the last.</param>
    /// <param name="wanted">How many of the bytes between are. Where those are few and far between, only the file's length is looked at: pages that nobody wants are not read.</param>
    /// <param name="toWrite">They are going to be written to.</param>
    /// <exception cref="System.IO.IOException">The file was cut short, a disk cannot be read, or has no room for bytes that are to be written.</exception>
    public void RequirePages(long start, long end, long wanted, bool toWrite = false)
    {
        File.RequireLength(end);
        if (_pages is not null && end > start && end - start <= (SparseFactor * wanted) + AlwaysAsked)
        {
            _pages.Require(File, start, end, Volatile.Read(ref _length), toWrite);
        }
    }

    /// <summary>Copies some bytes out, without touching their pages where that can be avoided. Under a lease.</summary>
    /// <param name="position">The first.</param>
    /// <param name="target">Where to: memory, or pages of another mapping. Never these bytes themselves.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="System.IO.IOException">The file was cut short, or cannot be read.</exception>
    public void Read(long position, byte* target, long count)
    {
        if (IsPrivate)
        {
            // The file does not have what was written here.
            Copy(target, Pointer + position, position, count, toWrite: false);
        }
        else
        {
            File.ReadExactly(position, target, count);
        }
    }

    /// <summary>Copies some bytes in. Under a lease.</summary>
    /// <param name="position">The first.</param>
    /// <param name="source">Memory, which these bytes are not part of.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="System.IO.IOException">The file was cut short, or its disk has no room.</exception>
    public void Write(long position, byte* source, long count) => Copy(Pointer + position, source, position, count, toWrite: true);

    /// <exception cref="ObjectDisposedException">The region is closed.</exception>
    public void ThrowIfClosed()
    {
        if (IsClosed)
        {
            throw Disposed();
        }
    }

    /// <summary>What closed regions answer.</summary>
    public ObjectDisposedException Disposed() => new(nameof(MemMapArray), _closedBecause ?? $"The array over '{File.FullPath}' is disposed.");

    /// <summary>Makes the bytes from <paramref name="start"/> to <paramref name="end"/> durable. Nothing to do where nothing was written to the file.</summary>
    public void Flush(long start, long end)
    {
        Acquire();
        try
        {
            if (IsShared)
            {
                File.RequireLength(end);
                if (File.UnflushedHeader is > 0 and var header)
                {
                    // It lies before the pages of most views.
                    File.Flush(IsMapped ? new PageRange(Pointer, 0, header) : default);
                    File.UnflushedHeader = 0;
                }

                File.Flush(new PageRange(Pointer, start, end));
            }
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Makes every byte of the region durable.</summary>
    public void FlushAll() => Flush(0, Volatile.Read(ref _length));

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
        _closedBecause ??= $"The array over '{File.FullPath}' is disposed.";
        Origin = null;
        base.Close();
    }

    /// <summary>Closes the region for a shrink, unless a bulk operation or a pinned memory uses it. <see cref="FinishShrink"/> or <see cref="CancelShrink"/> follows.</summary>
    public bool TryBeginShrink()
    {
        // The reason is there before anybody can ask for it; the array, which alone closes regions, does so one at a time.
        _closedBecause = $"The file '{File.FullPath}' was shrunk by Resize; views and slices from before it are closed. Take them anew from the array.";
        bool begun = TrySuspend();
        if (begun)
        {
            Origin = null;
        }
        else
        {
            _closedBecause = null;
        }

        return begun;
    }

    public void FinishShrink() => FreeSuspended();

    /// <summary>As if no shrink had begun: views from before are valid again.</summary>
    public void CancelShrink()
    {
        _closedBecause = null;
        Origin = Pointer;
        Resume();
    }

    protected override void Free()
    {
        Origin = null;
        if (_pages is not null)
        {
            File.Remove(_pages);
            _pages.Unmap();
            OpenMappings.Remove(_counted!);
        }

        File.Release();
    }

    private byte* Pointer => _pages is null ? null : _pages.Origin;

    private void Copy(byte* target, byte* source, long position, long count, bool toWrite)
    {
        File.RequireLength(position + count);
        while (KernelCopy.TryCopy(target, source, count, out long copied))
        {
            if (copied == count)
            {
                return;
            }

            // Asked for as pages, what cannot be touched says why.
            position += copied;
            target += copied;
            source += copied;
            count -= copied;
            _pages!.Forget(0);
            RequirePages(position, position + count, count, toWrite);
            if (copied == 0)
            {
                throw new System.IO.IOException($"{count} bytes at byte {position} of '{File.FullPath}' could not be copied: pages there, or the memory on the other side, cannot be touched.");
            }
        }

        RequirePages(position, position + count, count, toWrite);
        Buffer.MemoryCopy(source, target, count, count);
    }

    private void Acquire()
    {
        while (!TryAcquire())
        {
            ThrowIfClosed();
        }
    }
}
