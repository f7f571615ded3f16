using System;
using System.IO;

namespace MemMap.Mapping;

/// <summary>Positional access, which needs no lock.</summary>
internal sealed partial class MappedFile
{
    public long Length => RandomAccess.GetLength(Handle);

    private void Write(long position, ReadOnlySpan<byte> bytes) => RandomAccess.Write(Handle, bytes, position);
}
