using System;
using System.Threading;
using MemMap.Diagnostics;

namespace MemMap.Mapping;

/// <summary>
/// One mapping of a file. It begins at the first byte of the file: that is aligned for every system, and a flush covers every byte.
/// It is unmapped when it is closed and the last lease has ended.
/// </summary>
internal sealed unsafe partial class MappedRegion : Region
{
    private readonly MemMapMode _mode;
    private readonly MappedPages? _pages;
    private readonly OpenMapping? _counted;
    private long _length;
    private string? _closedBecause;

    /// <param name="file">The file, which stays open as long as the region needs it.</param>
    /// <param name="length">How many bytes to map; with 0 nothing is mapped.</param>
    /// <param name="mode">Whether pages can be written, and whether the file gets what is written.</param>
    /// <param name="isGrowing">Whether the file has grown, and will grow again.</param>
    /// <exception cref="System.IO.IOException">The file is shorter than that, or the system cannot map it.</exception>
    public MappedRegion(MappedFile file, long length, MemMapMode mode, bool isGrowing = false)
        : base(isReadOnly: mode == MemMapMode.Read)
    {
        File = file;
        _length = length;
        _mode = mode;
        if (length > 0)
        {
            file.RequireLength(length);
            _pages = isGrowing ? MappedPages.MapGrowing(file, length, mode) : MappedPages.Map(file, length, mode);
            Distance = Anchored.DistanceTo(_pages.Origin);
            Anchor = Anchored.Fixed;
            file.Mappings.Add(_pages.Origin, _pages.Capacity);
            _counted = OpenMappings.Add(this, file.FullPath, _pages.Capacity);
        }

        // This comes last, when nothing can fail any more. Until then the array that makes the region holds the file open.
        file.TryAcquire();
    }

    public MappedFile File { get; }

    /// <summary>Whether it has pages: a region of 0 bytes has none.</summary>
    public bool IsMapped => _pages is not null;

    /// <summary>Whether writes stay in this mapping and do not reach the file.</summary>
    public bool IsPrivate => _mode == MemMapMode.CopyOnWrite;

    /// <summary>Whether writes reach the file, for others to see.</summary>
    public bool IsShared => _mode is not (MemMapMode.Read or MemMapMode.CopyOnWrite);

    /// <summary>
    /// The first byte; <see langword="null"/> after closing and when nothing is mapped.
    /// Bulk operations take a <see cref="Lease"/> instead, which keeps the pages where they are.
    /// </summary>
    public byte* Origin => Anchor is null ? null : Pointer;

    /// <summary>Keeps the pages mapped and the file open until the lease is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The region is closed.</exception>
    public override Lease Lease()
    {
        Acquire();
        return new Lease(this, Pointer);
    }

    /// <summary>Takes in more of the file, which has grown, where the mapping has room for it. Everything taken before stays where it
    /// is.</summary>
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

    public override ObjectDisposedException Disposed() =>
        new(nameof(MemMapArray), _closedBecause ?? $"The array over '{File.FullPath}' is disposed.");

    public override void Close()
    {
        _closedBecause ??= $"The array over '{File.FullPath}' is disposed.";
        Anchor = null;
        base.Close();
    }

    /// <summary>Closes the region for a shrink, unless a bulk operation or a pinned memory uses it. <see cref="FinishShrink"/> or
    /// <see cref="CancelShrink"/> follows.</summary>
    public bool TryBeginShrink()
    {
        // The reason is set before anybody can ask for it. Only the array closes regions, one at a time.
        _closedBecause = $"The file '{File.FullPath}' was shrunk by Resize; views and slices from before it are closed. " +
            "Take them anew from the array.";
        bool begun = TrySuspend();
        if (begun)
        {
            Anchor = null;
        }
        else
        {
            _closedBecause = null;
        }

        return begun;
    }

    public void FinishShrink() => FreeSuspended();

    /// <summary>Takes a shrink back: views from before it are valid again.</summary>
    public void CancelShrink()
    {
        _closedBecause = null;
        Anchor = _pages is null ? null : Anchored.Fixed;
        Resume();
    }

    protected override void Free()
    {
        Anchor = null;
        if (_pages is not null)
        {
            File.Mappings.Remove(_pages.Origin, _pages.Capacity);
            _pages.Unmap();
            OpenMappings.Remove(_counted!);
        }

        File.Release();
    }

    private byte* Pointer => _pages is null ? null : _pages.Origin;

    private void Acquire()
    {
        while (!TryAcquire())
        {
            ThrowIfClosed();
        }
    }
}
