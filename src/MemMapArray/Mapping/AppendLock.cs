using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Mapping;

/// <summary>
/// The right to change how many rows a file has. Whoever changes the number holds <see cref="Change"/> for that moment, and others wait. A
/// batch of appends holds <see cref="Batch"/> from its beginning to its end, and others are refused.
/// </summary>
/// <remarks>
/// <para>Linux: locks of the open file on bytes that no file has. They end with the process, and exclude two arrays of one process as
/// well. (Locks of the process would be lost when any array of it over the file is closed, and flock is what the framework's own
/// <see cref="FileShare"/> is made of.) Windows: the same by <see cref="FileStream.Lock"/>. macOS: flock on the folder, for changes only.
/// These two are written from the documentation: that of Windows was run by Wine only, that of macOS not at all.</para>
/// <para>On a file system without locks nobody is excluded.</para>
/// </remarks>
internal sealed unsafe class AppendLock
{
    /// <summary>The byte for changes.</summary>
    public const long Change = 1L << 62;

    /// <summary>The byte for batches.</summary>
    public const long Batch = Change + 1;

    private const int SetLock = 37, GetLock = 36; // F_OFD_SETLK, F_OFD_GETLK
    private const short ForReading = 0, ForWriting = 1, None = 2; // F_RDLCK, F_WRLCK, F_UNLCK
    private const int TryAgain = 11, AccessDenied = 13;
    private const int FlockExclusive = 2, FlockDoNotWait = 4, FlockNone = 8;

    /// <summary>The longest wait. A change takes microseconds, or as long as a flush: a process that holds the lock for longer has been
    /// stopped.</summary>
    private static readonly TimeSpan s_mostPatience = TimeSpan.FromSeconds(30);

    private readonly MappedFile _file;
    private SafeFileHandle? _folder;

    public AppendLock(MappedFile file) => _file = file;

    /// <summary>Waits until nobody changes the file, and keeps others from it until <see cref="Release()"/>.</summary>
    /// <param name="forReading">Whether the caller only looks. Several may look at a time, and then the file need not be open for
    /// writing.</param>
    /// <exception cref="IOException">Somebody has held the lock for half a minute.</exception>
    public void Acquire(bool forReading = false)
    {
        var watch = default(Stopwatch);
        for (int attempt = 0; !TryAcquire(Change, forReading); attempt++)
        {
            watch ??= Stopwatch.StartNew();
            if (watch.Elapsed > s_mostPatience)
            {
                throw new IOException(
                    $"Somebody has been changing the number of rows of '{_file.FullPath}' for {s_mostPatience.TotalSeconds} seconds. " +
                    "Nothing was written.");
            }

            Thread.Sleep(attempt < 50 ? 0 : 1);
        }
    }

    public void Release() => Release(Change);

    /// <summary>Takes the lock for a batch, unless somebody else has it.</summary>
    public bool TryBeginBatch() => IsMac || TryAcquire(Batch, forReading: false);

    public void EndBatch()
    {
        if (!IsMac)
        {
            Release(Batch);
        }
    }

    /// <summary>Whether somebody else has a batch open.</summary>
    public bool HasOthersBatch()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            var range = new Range(ForWriting, Batch);
            return fcntl((int)_file.Handle.DangerousGetHandle(), GetLock, &range) == 0 && range.Type != None;
        }

        if (TryBeginBatch())
        {
            EndBatch();
            return false;
        }

        return true;
    }

    private static bool IsMac => RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

    private bool TryAcquire(long position, bool forReading)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            var range = new Range(forReading ? ForReading : ForWriting, position);

            // Any other error means that there are no locks here.
            return fcntl((int)_file.Handle.DangerousGetHandle(), SetLock, &range) == 0
                || Marshal.GetLastWin32Error() is not (TryAgain or AccessDenied);
        }

        if (RuntimeInformation.IsOSPlatform(OSPlatform.OSX))
        {
            _folder ??= new SafeFileHandle((nint)Libc.OpenDirectory(Path.GetDirectoryName(_file.FullPath)!), ownsHandle: true);
            return flock(_folder, FlockExclusive | FlockDoNotWait) == 0 || Marshal.GetLastWin32Error() != 35 /* EWOULDBLOCK of macOS */;
        }

        try
        {
            _file.Stream.Lock(position, 1);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Release(long position)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            var range = new Range(None, position);
            _ = fcntl((int)_file.Handle.DangerousGetHandle(), SetLock, &range);
        }
        else if (RuntimeInformation.IsOSPlatform(OSPlatform.OSX))
        {
            _ = flock(_folder!, FlockNone);
        }
        else
        {
            _file.Stream.Unlock(position, 1);
        }
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int fcntl(int descriptor, int command, Range* range);

    [DllImport("libc", SetLastError = true)]
    private static extern int flock(SafeFileHandle descriptor, int operation);

    // struct flock of 64-bit Linux, and of 32-bit Linux for files of any length.
    [StructLayout(LayoutKind.Sequential)]
    private struct Range(short type, long start)
    {
        public short Type = type;
        public short Whence;
        public long Start = start;
        public long Length = 1;
        public int Process;
    }
}
