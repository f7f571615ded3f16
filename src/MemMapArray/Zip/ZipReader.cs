using System;
using System.IO;
using MemMap.Mapping;

namespace MemMap.Zip;

/// <summary>The bytes of an archive, a window of them at a time. What the archive says is never a length to allocate.</summary>
/// <param name="file">The archive.</param>
/// <param name="path">What it is called in messages.</param>
/// <param name="usualRead">How many bytes are read at once, where there are as many.</param>
internal sealed class ZipReader(MappedFile file, string path, int usualRead)
{
    // More than any record with its name, extra field and comment: three times 65,535 bytes and the longest header.
    private const int MaxRecord = 1 << 18;

    private byte[] _window = [];
    private long _start;
    private int _count;

    public long Length { get; } = file.Length;

    public InvalidDataException Error(string reason, long position) =>
        new($"The file '{path}' is not a valid .npz archive: {reason} (byte {position}).");

    public NotSupportedException NotSupported(string reason) => new($"The file '{path}' {reason}");

    /// <summary>Bytes from a position on. They are there until the next call.</summary>
    /// <param name="position">The first byte.</param>
    /// <param name="count">How many; at most those of a record.</param>
    /// <param name="end">What they may not go beyond.</param>
    /// <param name="what">What they are, for messages.</param>
    /// <exception cref="InvalidDataException">They go beyond it.</exception>
    public ReadOnlySpan<byte> Read(long position, int count, long end, string what)
    {
        if (position < 0 || position > end || count > end - position || count > MaxRecord)
        {
            throw Error($"{what} needs {count} bytes; there are {Math.Max(0, end - position)}", position);
        }

        if (position < _start || position - _start > _count || count > _count - (position - _start))
        {
            Fill(position, (int)Math.Min(Math.Max(count, usualRead), end - position));
            if (_count < count)
            {
                throw new IOException($"The file '{path}' was cut short while it was read.");
            }
        }

        return _window.AsSpan((int)(position - _start), count);
    }

    private void Fill(long position, int count)
    {
        if (_window.Length < count)
        {
            _window = new byte[count];
        }

        _start = position;
        _count = 0;
        for (int read = -1; _count < count && read != 0; _count += read)
        {
            read = file.ReadAt(position + _count, _window, _count, count - _count);
        }
    }
}
