using System;
using System.Buffers;
using System.IO;
using System.Runtime.InteropServices;

namespace MemMap.Mapping;

/// <summary>Access where the framework has no positional reads and writes: through the stream's position, under the caller's lock.</summary>
internal sealed partial class MappedFile
{
    public long Length => _stream.Length;

    /// <summary>New files can be given permissions here.</summary>
    public static bool HasPermissions => RuntimeInformation.IsOSPlatform(OSPlatform.Linux);

    // The framework creates files with no permissions but its own, so the system does it, and its stream takes over.
    private static FileStream OpenStream(string path, FileMode mode, FileAccess access, FileShare share, MemMapPermissions? permissions)
    {
        if (permissions is { } given && !Exists(path))
        {
            FileCreation.Create(path, given);
            return new FileStream(path, FileMode.Open, access, share, bufferSize: 1, FileOptions.None);
        }

        // A buffer of 1 byte is none, on every framework.
        return new FileStream(path, mode, access, share, bufferSize: 1, FileOptions.None);
    }

    private int Read(long position, byte[] buffer, int offset, int count)
    {
        _stream.Seek(position, SeekOrigin.Begin);
        return _stream.Read(buffer, offset, count);
    }

    private unsafe int Read(long position, byte* buffer, int count)
    {
        byte[] copy = ArrayPool<byte>.Shared.Rent(Math.Min(count, 1 << 20));
        try
        {
            int read;
            lock (_stream)
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
            _stream.Seek(position, SeekOrigin.Begin);
            while (!bytes.IsEmpty)
            {
                int count = Math.Min(bytes.Length, buffer.Length);
                bytes.Slice(0, count).CopyTo(buffer);
                _stream.Write(buffer, 0, count);
                bytes = bytes.Slice(count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
