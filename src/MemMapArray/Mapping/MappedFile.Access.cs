using System;
using System.IO;

namespace MemMap.Mapping;

/// <summary>Positional access, which needs no lock.</summary>
internal sealed partial class MappedFile
{
    public long Length => RandomAccess.GetLength(Handle);

    /// <summary>New files can be given permissions here.</summary>
    public static bool HasPermissions => !OperatingSystem.IsWindows();

    private static FileStream OpenStream(string path, FileMode mode, FileAccess access, FileShare share, MemMapPermissions? permissions)
    {
        // A buffer of 1 byte is none, on every framework.
        if (permissions is not { } given || OperatingSystem.IsWindows())
        {
            return new FileStream(path, mode, access, share, bufferSize: 1, FileOptions.None);
        }

        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 1, UnixCreateMode = (UnixFileMode)given };
        return new FileStream(path, options);
    }

    private int Read(long position, byte[] buffer, int offset, int count) => RandomAccess.Read(Handle, buffer.AsSpan(offset, count), position);

    private unsafe int Read(long position, byte* buffer, int count) => RandomAccess.Read(Handle, new Span<byte>(buffer, count), position);

    private void Write(long position, ReadOnlySpan<byte> bytes) => RandomAccess.Write(Handle, bytes, position);
}
