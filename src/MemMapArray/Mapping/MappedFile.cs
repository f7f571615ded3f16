using System;
using System.Collections.Generic;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Mapping;

/// <summary>An open file under one or more mappings: its length, its disk blocks, and whether it is on the medium.</summary>
internal sealed partial class MappedFile : LeasedResource
{
    /// <summary>How many bytes a bulk operation touches between two looks at the file's length.</summary>
    public const int BytesPerLook = 4 << 20;

    /// <summary>A mapped file can be made shorter here. Windows refuses that.</summary>
    public static readonly bool CanShrinkWhileMapped = !RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private static readonly bool s_isLinux64 = RuntimeInformation.IsOSPlatform(OSPlatform.Linux) && IntPtr.Size == sizeof(long);

    private readonly FileStream _stream;
    private readonly List<MappedPages> _mappings = [];
    private IOException? _flushFailure;
    private volatile bool _directoryEntryPending;

    private MappedFile(string path, FileStream stream, bool isCreated, bool isNew)
    {
        FullPath = path;
        _stream = stream;
        Handle = stream.SafeFileHandle;
        Appending = new AppendLock(this, stream);
        IsNew = isNew;

        // Also of a file that was there: who made it may not have flushed its folder.
        _directoryEntryPending = isCreated;
    }

    public string FullPath { get; private set; }

    /// <summary>Who changes the number of rows, in this process and others.</summary>
    public AppendLock Appending { get; }

    /// <summary>So many bytes at the start were written and not flushed, and no view has them: the first flush of anything flushes them too.</summary>
    public long UnflushedHeader { get; set; }

    /// <summary>Taken once: each time a stream is asked for it, it makes a call to the system.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>The file was not there before it was opened.</summary>
    public bool IsNew { get; }

    public static MappedFile Open(string path, FileAccess access, FileShare share) => Open(path, FileMode.Open, access, share, isNew: false, permissions: null);

    /// <summary>A new file, or an existing one with its content gone, of length 0.</summary>
    public static MappedFile Create(string path, bool replace, FileShare share, MemMapPermissions? permissions)
    {
        bool isNew = !Exists(path);
        return Open(path, replace ? FileMode.Create : FileMode.CreateNew, FileAccess.ReadWrite, share, isNew, permissions);
    }

    /// <summary>
    /// Where a file is written that takes the place of one that is there: beside it, so that whoever looks, or has it open, sees the old one or the whole new one. <see langword="null"/> where nothing is
    /// there, and where that cannot be: Windows renames no file that is open, and in some folders nobody may make a file.
    /// </summary>
    /// <exception cref="IOException">Somebody has the file for himself, among others.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write to it.</exception>
    public static NewFile? BesideExisting(string path, FileShare share)
    {
        if (FileStatus.Of(path) is not { IsRegular: true } || Libc.RealPath(Path.GetFullPath(path)) is not { } target)
        {
            return null;
        }

        // May this user replace it? A writer of the file may.
        Open(path, FileAccess.ReadWrite, share).Close();
        return Libc.CanWriteIn(Path.GetDirectoryName(target)!) ? new NewFile(target, nameof(path), overwrite: true, permissions: null) : null;
    }

    /// <exception cref="ArgumentOutOfRangeException">There are no such permissions.</exception>
    /// <exception cref="PlatformNotSupportedException">This system has none.</exception>
    public static void RequirePermissions(MemMapPermissions? permissions, string parameterName)
    {
        if ((permissions & ~MemMapPermissions.All) is not (null or MemMapPermissions.None))
        {
            throw new ArgumentOutOfRangeException(parameterName, permissions, "A file's UnixCreateMode is made of reading and writing by user, group and others; nothing in it can be executed.");
        }

        if (permissions is not null && !HasPermissions)
        {
            throw new PlatformNotSupportedException("UnixCreateMode is for Unix: files of this system have no such permissions.");
        }
    }

    /// <summary>There is such a file. For the framework a link to nothing is one.</summary>
    public static bool Exists(string path) =>
        File.Exists(path) && (RuntimeInformation.IsOSPlatform(OSPlatform.Windows) || Libc.RealPath(Path.GetFullPath(path)) is not null);

    /// <exception cref="IOException">The path is that of a pipe: to open it would wait for somebody at its other end.</exception>
    public static void RefusePipe(string path)
    {
        if (FileStatus.Of(path) is { IsPipe: true })
        {
            throw new IOException($"'{path}' is a pipe, not a file that can be mapped.");
        }
    }

    /// <summary>Maps the first <paramref name="length"/> bytes.</summary>
    /// <returns>The view. Its accessor is left alone on purpose: disposing a writable accessor would flush every page of it
    /// (dotnet/runtime #59606), while disposing this handle only unmaps.</returns>
    public SafeMemoryMappedViewHandle MapView(long length, MemMapMode mode)
    {
        MemoryMappedFileAccess access = mode switch
        {
            MemMapMode.Read => MemoryMappedFileAccess.Read,
            MemMapMode.CopyOnWrite => MemoryMappedFileAccess.CopyOnWrite,
            _ => MemoryMappedFileAccess.ReadWrite,
        };

        // Capacity 0 is the file's length: a lower one is refused, a higher one would lengthen the file.
        using var mapping = MemoryMappedFile.CreateFromFile(_stream, mapName: null, capacity: 0, access, HandleInheritability.None, leaveOpen: true);
        return mapping.CreateViewAccessor(0, length, access).SafeMemoryMappedViewHandle;
    }

    public void Add(MappedPages pages)
    {
        lock (_mappings)
        {
            _mappings.Add(pages);
        }
    }

    public void Remove(MappedPages pages)
    {
        lock (_mappings)
        {
            _mappings.Remove(pages);
        }
    }

    /// <summary>The first byte of the mapping that an address lies in, <see langword="null"/> if it lies in none of this file.</summary>
    public unsafe byte* FindOrigin(byte* address)
    {
        lock (_mappings)
        {
            foreach (MappedPages pages in _mappings)
            {
                if (pages.Contains((nint)address))
                {
                    return pages.Origin;
                }
            }

            return null;
        }
    }

    /// <summary>Changes the length, reserving disk blocks for what is added. When that fails the file has its old length again.</summary>
    /// <param name="length">The length.</param>
    /// <param name="reserve">Whether to reserve.</param>
    /// <param name="from">From here on what is sparse of the bytes that are there gets blocks too.</param>
    /// <exception cref="IOException">The disk is full, among others.</exception>
    public void SetLength(long length, bool reserve, long from = long.MaxValue)
    {
        lock (_stream)
        {
            long before = Length;
            if (length > before)
            {
                FileSizeLimit.Require(FullPath, length);
            }

            try
            {
                _stream.SetLength(length);
                if (reserve && length > before)
                {
                    DiskBlocks.Reserve(Handle, FullPath, before, length - before);
                    if (from < before)
                    {
                        DiskBlocks.FillHoles(Handle, FullPath, from, before - from, isRequired: false);
                    }
                }
            }
            catch (Exception exception) when (exception is IOException or ArgumentOutOfRangeException or UnauthorizedAccessException)
            {
                if (Length > before)
                {
                    _stream.SetLength(before);
                }

                if (exception is ArgumentOutOfRangeException)
                {
                    throw TooLong(length, exception);
                }

                throw;
            }
        }
    }

    /// <summary>Reserves disk blocks for what is sparse in some bytes that are there.</summary>
    /// <exception cref="IOException">There is no room, or the file system cannot.</exception>
    public void FillHoles(long start, long end)
    {
        if (end > start)
        {
            DiskBlocks.FillHoles(Handle, FullPath, start, end - start, isRequired: true);
        }
    }

    /// <summary>Adds bytes behind the last one. When that fails the file has its old length again.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_stream)
        {
            long before = Length;
            FileSizeLimit.Require(FullPath, before + bytes.Length);
            try
            {
                Write(before, bytes);
            }
            catch (Exception exception) when (exception is IOException or ArgumentOutOfRangeException or UnauthorizedAccessException)
            {
                _stream.SetLength(before);
                if (exception is ArgumentOutOfRangeException)
                {
                    throw TooLong(before + bytes.Length, exception);
                }

                throw;
            }
        }
    }

    /// <summary>Reads up to <paramref name="count"/> bytes; fewer at the end of the file.</summary>
    public int ReadAt(long position, byte[] buffer, int offset, int count)
    {
        lock (_stream)
        {
            return Read(position, buffer, offset, count);
        }
    }

    /// <summary>Reads <paramref name="count"/> bytes. Several threads may at a time.</summary>
    /// <exception cref="IOException">The system could not, or the file ends before.</exception>
    public unsafe void ReadExactly(long position, byte* buffer, long count)
    {
        for (long done = 0; done < count;)
        {
            int some = (int)Math.Min(count - done, 1 << 30);
            int read = s_isLinux64 ? Libc.ReadAt(Handle, buffer + done, some, position + done) : Read(position + done, buffer + done, some);
            if (read < 0)
            {
                throw SystemError.ToIOException(Marshal.GetLastWin32Error(), $"{some} bytes at byte {position + done} of '{FullPath}' could not be read.");
            }

            if (read == 0)
            {
                throw CutShort(position + count);
            }

            done += read;
        }
    }

    /// <summary>Writes some bytes, in one call to the system where they are few.</summary>
    /// <exception cref="IOException">The system could not.</exception>
    public void WriteAt(long position, ReadOnlySpan<byte> bytes)
    {
        lock (_stream)
        {
            FileSizeLimit.Require(FullPath, position + bytes.Length);
            try
            {
                Write(position, bytes);
            }
            catch (ArgumentOutOfRangeException exception)
            {
                throw TooLong(position + bytes.Length, exception);
            }
        }
    }

    /// <summary>The one defence against a file that somebody else cut short: called before each unit of work on its pages.</summary>
    /// <exception cref="IOException">The file ends before <paramref name="end"/>.</exception>
    public void RequireLength(long end)
    {
        if (Length < end)
        {
            throw CutShort(end);
        }
    }

    /// <summary>Makes <paramref name="pages"/> durable, then whatever else of the file that takes.</summary>
    /// <exception cref="IOException">The system could not, now or at an earlier flush: what is on the medium is unknown.</exception>
    public void Flush(PageRange pages)
    {
        if (_flushFailure is { } earlier)
        {
            throw new IOException($"An earlier flush of '{FullPath}' failed, so it is unknown what of it is on the medium. Write the data to another file.", earlier);
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
                lock (_stream)
                {
                    _stream.Flush(flushToDisk: true);
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

        // A folder that could not be flushed is tried again by the next flush: the file's own bytes are on the medium.
        if (_directoryEntryPending)
        {
            DirectoryEntry.Flush(FullPath);
            _directoryEntryPending = false;
        }
    }

    /// <summary>Gives a file that was written beside another one that one's name. Whoever has that one open keeps it.</summary>
    /// <exception cref="IOException">The system could not.</exception>
    public void Replace(string path)
    {
        lock (_stream)
        {
            _stream.Flush(flushToDisk: true);
        }

        FileReplacement.Move(FullPath, path, overwrite: true);
        FullPath = path;
        UnflushedHeader = 0;
        _directoryEntryPending = false;
    }

    /// <summary>Closes a file that was being created and takes it away again, if it was not there before.</summary>
    public void Abandon()
    {
        // By a link to nothing, a file is created where the link leads; the link was there before.
        string? created = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? null : Libc.RealPath(FullPath);
        Close();
        if (IsNew)
        {
            File.Delete(created ?? FullPath);
        }
    }

    protected override void Free() => _stream.Dispose();

    private IOException CutShort(long end)
    {
        MemMapMeter.FileCut();
        return new($"The file '{FullPath}' was cut short while it was open: {end} bytes are needed, {Length} are left.");
    }

    // The framework's exception for a length that the file system does not have is about an argument of its own.
    private IOException TooLong(long length, Exception exception) =>
        new($"The file '{FullPath}' cannot have {length} bytes: that is more than its file system, or a limit of this process, allows.", exception);

    private static MappedFile Open(string path, FileMode mode, FileAccess access, FileShare share, bool isNew, MemMapPermissions? permissions)
    {
        RefusePipe(path);
        FileStream stream;
        try
        {
            stream = OpenStream(path, mode, access, share, permissions);
        }
        catch (IOException exception) when (exception.GetType() == typeof(IOException) && exception.Message.IndexOf(path, StringComparison.Ordinal) < 0)
        {
            // For rare errors, such as links in a circle, the framework has only the system's words.
            throw new IOException($"The file '{path}' could not be opened: {exception.Message}", exception);
        }

        if (!stream.CanSeek)
        {
            stream.Dispose();
            throw new IOException($"'{path}' is a pipe or a device, not a file that can be mapped.");
        }

        return new(Path.GetFullPath(path), stream, isCreated: mode != FileMode.Open, isNew);
    }
}
