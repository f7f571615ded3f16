using System;
using System.Buffers;
using System.IO;

namespace MemMap.Mapping;

/// <content>Access by the stream's position, under a lock: the framework has no positional reads and writes.</content>
internal sealed partial class MappedFile
{
    public long Length => Stream.Length;

    private int Read(long position, byte[] buffer, int offset, int count)
    {
        Stream.Seek(position, SeekOrigin.Begin);
        return Stream.Read(buffer, offset, count);
    }

    private unsafe int Read(long position, byte* buffer, int count)
    {
        byte[] copy = ArrayPool<byte>.Shared.Rent(Math.Min(count, 1 << 20));
        try
        {
            int read;
            lock (Stream)
            {
                read = Read(position, copy, 0, Math.Min(count, copy.Length));
            }

            copy.AsSpan(0, read).CopyTo(new Span<byte>(buffer, count));
            return read;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    private void Write(long position, ReadOnlySpan<byte> bytes)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Math.Min(bytes.Length, 1 << 16));
        try
        {
            lock (Stream)
            {
                Stream.Seek(position, SeekOrigin.Begin);
                while (!bytes.IsEmpty)
                {
                    int count = Math.Min(bytes.Length, buffer.Length);
                    bytes.Slice(0, count).CopyTo(buffer);
                    Stream.Write(buffer, 0, count);
                    bytes = bytes.Slice(count);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
