using System;
using System.IO;

namespace MemMap.Mapping;

/// <content>Positional access, which needs no lock.</content>
internal sealed partial class MappedFile
{
    public long Length => RandomAccess.GetLength(Handle);

    private int Read(long position, byte[] buffer, int offset, int count) =>
        RandomAccess.Read(Handle, buffer.AsSpan(offset, count), position);

    private unsafe int Read(long position, byte* buffer, int count) => RandomAccess.Read(Handle, new Span<byte>(buffer, count), position);

    private void Write(long position, ReadOnlySpan<byte> bytes) => RandomAccess.Write(Handle, bytes, position);
}
