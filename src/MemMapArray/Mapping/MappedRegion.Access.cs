using System;
using System.IO;
using System.Threading;

namespace MemMap.Mapping;

/// <content>Bytes in, bytes out, and onto the medium: what bulk operations do with a mapping.</content>
internal sealed unsafe partial class MappedRegion
{
    // The system reads as much around a page that is touched, anyway.
    private const long SparseFactor = 4, AlwaysAsked = 1 << 16;

    // The system writes pages back 30 seconds after they were written to, unless it is told otherwise.
    private const int WritebackMilliseconds = 20_000;

    // When pages were first touched to be written, since the last time that they may have been written back.
    private int _writtenSince = Environment.TickCount - WritebackMilliseconds;

    /// <summary>
    /// Makes sure that pages can be touched. Called before each unit of work, under a lease. The file must have the bytes, and the system
    /// is asked to bring them in where they are close enough to each other to be asked for together.
    /// </summary>
    /// <param name="start">The first byte that will be touched.</param>
    /// <param name="end">Behind the last.</param>
    /// <param name="wanted">How many of the bytes between them will be touched. Where those are few and far between, only the file's
    /// length is looked at: pages that nobody wants are not read.</param>
    /// <param name="toWrite">Whether they will be written to.</param>
    /// <exception cref="IOException">The file was cut short, a disk cannot be read, or has no room for bytes that are to be
    /// written.</exception>
    public void RequirePages(long start, long end, long wanted, bool toWrite = false)
    {
        File.RequireLength(end);
        if (toWrite && Environment.TickCount - Volatile.Read(ref _writtenSince) is < 0 or >= WritebackMilliseconds)
        {
            Volatile.Write(ref _writtenSince, Environment.TickCount);
        }

        if (AreAskedFor(start, end, wanted))
        {
            _pages!.Require(File, start, end, Volatile.Read(ref _length), toWrite);
        }
    }

    /// <summary>Whether a write to pages between two bytes, which <see cref="RequirePages"/> has asked for to read, may still find no room
    /// on the disk. Then each is to be asked for to be written.</summary>
    /// <param name="start">The first byte that will be touched.</param>
    /// <param name="end">Behind the last.</param>
    /// <param name="wanted">How many of the bytes between them will be touched.</param>
    public bool MayLackRoom(long start, long end, long wanted) =>
        IsShared && AreAskedFor(start, end, wanted) && !_pages!.HasRoom(File, start, end, Volatile.Read(ref _length));

    /// <summary>Whether bytes are sooner written to their pages than to the file. Pages that were written to and are not on the medium yet
    /// cost least. Others that are in memory are protected until they are touched, which one thread does at half the speed of a write to the
    /// file; but the system lets one thread at a time into a file, and all of them into its pages. What is not in memory would be read first: a
    /// third of the speed.</summary>
    /// <param name="start">The first byte.</param>
    /// <param name="end">Behind the last.</param>
    /// <param name="threads">How many threads write at a time.</param>
    public bool AreReadyToWrite(long start, long end, int threads) =>
        (_pages is not null && Environment.TickCount - Volatile.Read(ref _writtenSince) is >= 0 and < WritebackMilliseconds
            && _pages.AreReadyToWrite(start, end))
        || (threads > 1 && _pages is not null && new PageRange(Pointer, start, end).MayBeInMemory());

    /// <summary>Copies some bytes out, without touching their pages where that can be avoided. Under a lease.</summary>
    /// <param name="position">The first.</param>
    /// <param name="target">Where to: memory, or pages of another mapping. Never these bytes themselves.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="IOException">The file was cut short, or cannot be read.</exception>
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

    /// <summary>Whether <see cref="RequirePages"/> has brought in all the pages of some bytes before, or nothing need be asked.</summary>
    public bool ArePresent(long start, long end) => _pages is null || _pages.ArePresent(start, end);

    /// <summary>Forgets which pages were brought in: the system has dropped some since then.</summary>
    public void ForgetPresent() => _pages?.Forget(0);

    /// <summary>Copies some bytes in. Under a lease.</summary>
    /// <param name="position">The first.</param>
    /// <param name="source">Memory, which these bytes are not part of.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="IOException">The file was cut short, or its disk has no room.</exception>
    public void Write(long position, byte* source, long count) => Copy(Pointer + position, source, position, count, toWrite: true);

    public override void Flush(long start, long end)
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
                Volatile.Write(ref _writtenSince, Environment.TickCount - WritebackMilliseconds);
            }
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Makes every byte of the region durable.</summary>
    public void FlushAll() => Flush(0, Volatile.Read(ref _length));

    public override void Prefetch(long start, long end)
    {
        using Lease lease = Lease();
        if (end > start)
        {
            new PageRange(lease.Origin, start, end).Prefetch();
        }
    }

    private bool AreAskedFor(long start, long end, long wanted) =>
        _pages is not null && end > start && end - start <= (SparseFactor * wanted) + AlwaysAsked;

    private void Copy(byte* target, byte* source, long position, long count, bool toWrite)
    {
        File.RequireLength(position + count);
        while (KernelCopy.TryCopy(target, source, count, out long copied))
        {
            if (copied == count)
            {
                return;
            }

            // Where pages cannot be touched, asking for them says why.
            position += copied;
            target += copied;
            source += copied;
            count -= copied;
            _pages!.Forget(0);
            RequirePages(position, position + count, count, toWrite);
            if (copied == 0)
            {
                throw new IOException(
                    $"{count} bytes at byte {position} of '{File.FullPath}' could not be copied: pages there, or the memory on the other " +
                    "side, cannot be touched.");
            }
        }

        RequirePages(position, position + count, count, toWrite);
        Buffer.MemoryCopy(source, target, count, count);
    }
}
