using System;
using System.IO;
using MemMap.Diagnostics;

namespace MemMap.Mapping;

/// <content>Length: growing, shrinking, disk blocks, and the file that somebody else cut short.</content>
internal sealed partial class MappedFile
{
    // No block of a disk is larger than what is reserved at a time.
    private const int PageBytes = 4096;

    private long _reservedEnd;
    private bool? _isInMemory;
    private (long Start, long End) _withoutHole;

    /// <summary>Changes the length, and reserves disk blocks for what is added. When that fails the file has its old length
    /// again.</summary>
    /// <param name="length">The new length.</param>
    /// <param name="reserve">Whether to reserve.</param>
    /// <param name="from">From this byte on, sparse parts of the bytes that are there get blocks too.</param>
    /// <exception cref="IOException">The disk is full, among others.</exception>
    public void SetLength(long length, bool reserve, long from = long.MaxValue)
    {
        lock (Stream)
        {
            long before = Length;
            if (length > before)
            {
                FileSizeLimit.Require(FullPath, length);
            }

            _reservedEnd = 0;
            _withoutHole = default;
            try
            {
                // Whoever counts the rows by the length sees none that might be taken away again.
                bool isReserved = reserve && length > before && DiskBlocks.TryReserveBehind(this, before, length - before);
                Stream.SetLength(length);
                if (reserve && length > before)
                {
                    if (!isReserved)
                    {
                        DiskBlocks.Reserve(this, before, length - before);
                    }

                    if (from < before)
                    {
                        DiskBlocks.FillHoles(this, from, before - from, isRequired: false);
                    }
                }
            }
            catch (Exception exception) when (exception is IOException or ArgumentOutOfRangeException or UnauthorizedAccessException)
            {
                if (length > before)
                {
                    Stream.SetLength(before);
                }

                if (exception is ArgumentOutOfRangeException)
                {
                    throw TooLong(length, exception);
                }

                throw;
            }
        }
    }

    /// <summary>Reserves disk blocks behind the end, for what is written there next. Nobody sees them: the file keeps its length. Where
    /// the file system cannot, nothing is done.</summary>
    /// <exception cref="IOException">There is no room.</exception>
    public void ReserveBehind(long start, long end)
    {
        if (end <= _reservedEnd)
        {
            return;
        }

        lock (Stream)
        {
            FileSizeLimit.Require(FullPath, end);
            long stop = (end + PageBytes - 1) / PageBytes * PageBytes;
            bool reserved = false;
            try
            {
                _ = DiskBlocks.TryReserveBehind(this, start, stop - start);
                reserved = true;
            }
            finally
            {
                if (!reserved)
                {
                    // The system keeps what it could reserve until the length is set.
                    Stream.SetLength(Length);
                }
            }

            _reservedEnd = stop;
        }
    }

    /// <summary>Reserves disk blocks for the sparse parts of some bytes that are there.</summary>
    /// <exception cref="IOException">There is no room, or the file system cannot.</exception>
    public void FillHoles(long start, long end)
    {
        if (end > start)
        {
            DiskBlocks.FillHoles(this, start, end - start, isRequired: true);
        }
    }

    /// <summary>Whether the file system is one of memory (tmpfs).</summary>
    public bool IsInMemory => _isInMemory ??= s_isLinux64 && Libc.IsTmpfs(Handle);

    /// <summary>Whether some bytes may have no room on the disk yet. Room that was reserved and never written to counts as none.</summary>
    public bool HasHole(long start, long end)
    {
        lock (Stream)
        {
            // The system looks as far as the next hole: so does the answer reach, and a file is looked through once.
            if (!s_isLinux64 || start < _withoutHole.Start || end > _withoutHole.End)
            {
                _withoutHole = (start, s_isLinux64 ? Libc.FindHole(Handle, start) : 0);
            }

            return end > _withoutHole.End;
        }
    }

    /// <summary>Looks whether somebody else has cut the file short. Called before each unit of work on its pages.</summary>
    /// <exception cref="IOException">The file ends before <paramref name="end"/>.</exception>
    public void RequireLength(long end)
    {
        if (Length < end)
        {
            throw CutShort(end);
        }
    }

    private IOException CutShort(long end)
    {
        MemMapMeter.FileCut();
        return new($"The file '{FullPath}' was cut short while it was open: {end} bytes are needed, {Length} are left.");
    }

    // The framework's exception for a length that the file system cannot have is about an argument of the framework's own.
    private IOException TooLong(long length, Exception exception) =>
        new(
            $"The file '{FullPath}' cannot have {length} bytes: that is more than its file system, or a limit of this process, allows.",
            exception);
}
