using System;
using System.IO;

namespace MemMap.Mapping;

/// <summary>Access where the framework has no positional reads and writes: through the stream's position, under the caller's lock.</summary>
internal sealed partial class MappedFile
{
    public long Length => _stream.Length;

    private int Read(long position, byte[] buffer, int offset, int count)
    {
        _stream.Seek(position, SeekOrigin.Begin);
        return _stream.Read(buffer, offset, count);
    }

    private void Write(long position, ReadOnlySpan<byte> bytes)
    {
        byte[] buffer = new byte[Math.Min(bytes.Length, 1 << 16)];
        _stream.Seek(position, SeekOrigin.Begin);
        while (!bytes.IsEmpty)
        {
            int count = Math.Min(bytes.Length, buffer.Length);
            bytes.Slice(0, count).CopyTo(buffer);
            _stream.Write(buffer, 0, count);
            bytes = bytes.Slice(count);
        }
    }
}
