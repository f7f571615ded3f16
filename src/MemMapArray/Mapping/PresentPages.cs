using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

namespace MemMap.Mapping;

/// <summary>
/// Which pages of a mapping the system has brought in because it was asked to, before anybody touched them. Where a touch would end the
/// process by a signal (a disk that cannot be read, a
/// full disk under a file with holes, a file that was cut short), the answer to the question is an error number, and so an exception.
/// </summary>
/// <remarks>
/// <para>Linux 5.14 and later; elsewhere nothing is asked. What was brought in once is not asked for again: on a file system of small
/// pages that would take a third of the time of reading them.
/// A page that the system has dropped since then is read again by the touch itself, unasked.</para>
/// <code>
///   _words[i]           4 GiB of the file: 1024 words, made when they are first needed
///   _words[i][j]        4 MiB: 64 bits
///   one bit             64 KiB
/// </code>
/// </remarks>
/// <param name="toWrite">Whether the pages are brought in to be written to, so that they need room on the disk.</param>
internal sealed unsafe class PresentPages(bool toWrite)
{
    private const int BlockShift = 16, WordShift = BlockShift + 6, GroupShift = WordShift + 10;
    private const int WordsPerGroup = 1 << (GroupShift - WordShift);

    private static volatile bool s_isUnsupported = !RuntimeInformation.IsOSPlatform(OSPlatform.Linux);

    private readonly object _growing = new();
    private long[]?[] _words = [];

    /// <summary>Brings in some bytes, unless they have been brought in before.</summary>
    /// <param name="file">The file, for the message when that fails.</param>
    /// <param name="origin">The first byte of the mapping.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="end">Behind the last.</param>
    /// <param name="length">Where the mapping ends.</param>
    /// <exception cref="IOException">They cannot be touched.</exception>
    public void Require(MappedFile file, byte* origin, long start, long end, long length)
    {
        if (s_isUnsupported || AreKnown(start, end))
        {
            return;
        }

        // What is only read is asked for in whole blocks, so that the next question is answered. The system reads as much around a page
        // that is touched, anyway.
        long first = toWrite ? start : start >> BlockShift << BlockShift;
        long last = toWrite ? end : Math.Min(length, (end + (1 << BlockShift) - 1) >> BlockShift << BlockShift);
        int error = new PageRange(origin, first, last).Populate(toWrite);
        if (error == 0)
        {
            Remember(first, last, length);
            return;
        }

        error = error is Libc.BadAddress or Libc.PoisonedPage ? new PageRange(origin, start, end).Populate(toWrite) : error;
        if (error is Libc.BadAddress or Libc.PoisonedPage)
        {
            Forget(0);
            file.RequireLength(end);
            throw Untouchable(file, origin, start, end);
        }
        else if (error == Libc.InvalidArgument)
        {
            // An older system, or pages of a kind that cannot be asked for.
            s_isUnsupported = true;
        }
    }

    /// <summary>Whether some bytes have been brought in before, or cannot be asked for.</summary>
    public bool Has(long start, long end) => s_isUnsupported || AreKnown(start, end);

    /// <summary>Whether some bytes that can be read can be written too, without being asked for: they have been asked for before, or no
    /// part of the file there is without room on the disk.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="end">Behind the last.</param>
    /// <param name="length">Where the mapping ends.</param>
    public bool HaveRoom(MappedFile file, long start, long end, long length)
    {
        // In a tmpfs a hole that is read has got its room by that.
        if (s_isUnsupported || AreKnown(start, end) || file.IsInMemory)
        {
            return true;
        }

        bool haveRoom = !file.HasHole(start, end);
        if (haveRoom)
        {
            Remember(start, end, length);
        }

        return haveRoom;
    }

    /// <summary>Forgets what is known about pages from a byte on.</summary>
    public void Forget(long start)
    {
        long[]?[] words = _words;
        for (long group = start >> GroupShift; group < words.Length; group++)
        {
            for (int word = 0; words[group] is { } known && word < WordsPerGroup; word++)
            {
                if (((group * WordsPerGroup) + word + 1) << WordShift > start)
                {
                    Volatile.Write(ref known[word], 0);
                }
            }
        }
    }

    private static long Mask(long word, long firstBlock, long endBlock)
    {
        long first = Math.Max(firstBlock - (word << 6), 0), end = Math.Min(endBlock - (word << 6), 64);
        return (end == 64 ? -1L : (1L << (int)end) - 1) & ~((1L << (int)first) - 1);
    }

    private bool AreKnown(long start, long end)
    {
        long first = start >> BlockShift, last = (end - 1) >> BlockShift;
        for (long word = first >> 6; word <= last >> 6; word++)
        {
            long mask = Mask(word, first, last + 1);
            if ((Known(word) & mask) != mask)
            {
                return false;
            }
        }

        return true;
    }

    // Only whole blocks, and the last one of the mapping.
    private void Remember(long start, long end, long length)
    {
        long first = (start + (1 << BlockShift) - 1) >> BlockShift;
        long stop = (end == length ? end + (1 << BlockShift) - 1 : end) >> BlockShift;
        for (long word = first >> 6; word << 6 < stop; word++)
        {
            ref long known = ref Group(word >> (GroupShift - WordShift))[word % WordsPerGroup];
            long mask = Mask(word, first, stop), seen = Volatile.Read(ref known);
            while ((seen & mask) != mask)
            {
                long before = Interlocked.CompareExchange(ref known, seen | mask, seen);
                seen = before == seen ? seen | mask : before;
            }
        }
    }

    private long Known(long word)
    {
        long[]?[] words = Volatile.Read(ref _words);
        long group = word / WordsPerGroup;
        return group < words.Length && Volatile.Read(ref words[group]) is { } known ? Volatile.Read(ref known[word % WordsPerGroup]) : 0;
    }

    private long[] Group(long group)
    {
        lock (_growing)
        {
            if (group >= _words.Length)
            {
                var longer = _words;
                Array.Resize(ref longer, checked((int)Math.Max(group + 1, 2L * _words.Length)));
                Volatile.Write(ref _words, longer);
            }

            return _words[group] ??= new long[WordsPerGroup];
        }
    }

    private IOException Untouchable(MappedFile file, byte* origin, long start, long end)
    {
        // One page at a time, to find out which.
        long page = start - (start % Environment.SystemPageSize);
        while (page + Environment.SystemPageSize < end && new PageRange(origin, page, page + 1).Populate(toWrite) == 0)
        {
            page += Environment.SystemPageSize;
        }

        string reason = toWrite
            ? "cannot be written: there is no room on the disk for a part of the file that has none yet, or the disk fails"
            : "cannot be read: the disk fails, or has no room for a part of the file that has none yet";
        return new($"The page of '{file.FullPath}' at byte {page} {reason}. Bytes {start} to {end} were asked for.");
    }
}
