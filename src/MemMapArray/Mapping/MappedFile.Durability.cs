using System.IO;
using System.Threading;
using MemMap.Diagnostics;

namespace MemMap.Mapping;

/// <content>Durability: what is on the medium when a flush returns.</content>
internal sealed partial class MappedFile
{
    // So much is written before the system is told to put it on the medium: more calls cost more than they gain.
    private const long WritebackBytes = 32 << 20;

    private IOException? _flushFailure;
    private long _bytesToWriteBack;
    private volatile bool _directoryEntryPending;

    /// <summary>How many bytes at the start were written and not flushed yet. No view has them, so the first flush of anything flushes
    /// them too.</summary>
    public long UnflushedHeader { get; set; }

    /// <summary>Whether what is written will be flushed before anybody needs it: then the system begins with that at once, and the flush finds
    /// most of it done. (Measured: a new file of 250 MB in two thirds of the time.)</summary>
    public bool IsFlushedSoon { get; set; }

    /// <summary>Makes <paramref name="pages"/> durable, and then whatever else of the file that takes.</summary>
    /// <exception cref="IOException">The system could not, now or at an earlier flush: it is unknown what is on the medium.</exception>
    public void Flush(PageRange pages)
    {
        if (_flushFailure is { } earlier)
        {
            throw new IOException(
                $"An earlier flush of '{FullPath}' failed, so it is unknown what of it is on the medium. Write the data to another file.",
                earlier);
        }

        long begun = MemMapMeter.FlushBegins();
        try
        {
            if (!pages.IsEmpty)
            {
                pages.Flush(FullPath);
            }

            if (pages.IsEmpty || !PageRange.FlushReachesMedium)
            {
                lock (Stream)
                {
                    Stream.Flush(flushToDisk: true);
                }

                UnflushedHeader = 0;
            }
        }
        catch (IOException exception)
        {
            _flushFailure = exception;
            throw;
        }

        MemMapMeter.FlushEnds(begun);

        // Where the folder cannot be flushed, the next flush tries again: the file's own bytes are on the medium.
        if (_directoryEntryPending)
        {
            DirectoryEntry.Flush(FullPath);
            _directoryEntryPending = false;
        }
    }

    // A hint: what fails shows in the flush.
    private void StartWriteback(long written)
    {
        if (IsFlushedSoon && Interlocked.Add(ref _bytesToWriteBack, written) >= WritebackBytes
            && Interlocked.Exchange(ref _bytesToWriteBack, 0) >= WritebackBytes)
        {
            Libc.StartWriteback(Handle);
        }
    }

    /// <summary>
    /// Gives a file that was written beside another one the name of that one; of other files it does nothing. Whoever has the other one
    /// open keeps it. The name is durable after the first flush, as for
    /// every new file; until then a power cut leaves the old file or the new one.
    /// </summary>
    /// <exception cref="IOException">The system could not. The other file is as it was.</exception>
    public void Replace()
    {
        if (Place == FullPath)
        {
            return;
        }

        lock (Stream)
        {
            Stream.Flush(flushToDisk: true);
        }

        FileReplacement.Rename(Place, FullPath, overwrite: true);
        Place = FullPath;
        IsNew = false;
        IsFlushedSoon = false;
        UnflushedHeader = 0;
    }
}
