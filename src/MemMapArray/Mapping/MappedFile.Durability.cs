using System.IO;
using MemMap.Diagnostics;

namespace MemMap.Mapping;

/// <content>Durability: what is on the medium when a flush returns.</content>
internal sealed partial class MappedFile
{
    private IOException? _flushFailure;
    private volatile bool _directoryEntryPending;

    /// <summary>How many bytes at the start were written and not flushed yet. No view has them, so the first flush of anything flushes
    /// them too.</summary>
    public long UnflushedHeader { get; set; }

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
        UnflushedHeader = 0;
    }
}
