using System;
using System.IO;
using System.Runtime.InteropServices;

namespace MemMap.Mapping;

/// <content>Bytes in and out, at positions of the file.</content>
internal sealed partial class MappedFile
{
    private static readonly bool s_isLinux64 = RuntimeInformation.IsOSPlatform(OSPlatform.Linux) && IntPtr.Size == sizeof(long);

    /// <summary>Reads up to <paramref name="count"/> bytes, fewer at the end of the file.</summary>
    /// <returns>The number of bytes read.</returns>
    public int ReadAt(long position, byte[] buffer, int offset, int count)
    {
        lock (Stream)
        {
            return Read(position, buffer, offset, count);
        }
    }

    /// <summary>Reads <paramref name="count"/> bytes. Several threads may read at a time.</summary>
    /// <param name="position">The first byte in the file.</param>
    /// <param name="buffer">Where they go.</param>
    /// <param name="count">How many.</param>
    /// <param name="dropsBehind">What is not in the page cache is not to be left there, where the system can do without.</param>
    /// <exception cref="IOException">The system could not, or the file ends before.</exception>
    public unsafe void ReadExactly(long position, byte* buffer, long count, bool dropsBehind = false)
    {
        for (long done = 0; done < count;)
        {
            int some = (int)Math.Min(count - done, 1 << 30);
            int read = !s_isLinux64 ? Read(position + done, buffer + done, some)
                : dropsBehind ? Libc.ReadAndDrop(Handle, buffer + done, some, position + done)
                : Libc.ReadAt(Handle, buffer + done, some, position + done);
            if (read < 0)
            {
                throw SystemError.ToIOException(
                    Marshal.GetLastWin32Error(), $"{some} bytes at byte {position + done} of '{FullPath}' could not be read.");
            }

            if (read == 0)
            {
                throw CutShort(position + count);
            }

            done += read;
        }
    }

    /// <summary>Reads some bytes if the system has all of them in memory. Waits for no disk. Several threads may read at a time.</summary>
    /// <returns>Whether they were read. Where the system cannot tell, never.</returns>
    public unsafe bool TryReadPresent(long position, byte* buffer, long count) =>
        s_isLinux64 && Libc.ReadPresent(Handle, buffer, count, position) == count;

    /// <summary>Writes some bytes; few of them in one call to the system. Several threads may write at a time.</summary>
    /// <exception cref="IOException">The system could not.</exception>
    public void WriteAt(long position, ReadOnlySpan<byte> bytes)
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

        StartWriteback(bytes.Length);
    }

    /// <summary>Adds bytes behind the last one. When that fails the file has its old length again.</summary>
    /// <exception cref="IOException">The disk is full, among others.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (Stream)
        {
            long before = Length;
            FileSizeLimit.Require(FullPath, before + bytes.Length);
            try
            {
                Write(before, bytes);
            }
            catch (Exception exception) when (exception is IOException or ArgumentOutOfRangeException or UnauthorizedAccessException)
            {
                Stream.SetLength(before);
                if (exception is ArgumentOutOfRangeException)
                {
                    throw TooLong(before + bytes.Length, exception);
                }

                throw;
            }
        }

        StartWriteback(bytes.Length);
    }
}
