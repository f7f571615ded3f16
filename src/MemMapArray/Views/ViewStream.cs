using System;
using System.IO;

namespace MemMap.Views;

/// <summary>The bytes of a contiguous view as a stream of fixed length. Each read and write is a bulk copy of its own: it holds the mapping
/// and looks at the file's length.</summary>
internal sealed partial class ViewStream(MemMapView<byte> bytes) : Stream
{
    private bool _isOpen = true;
    private long _position;

    public override bool CanRead => _isOpen;

    public override bool CanSeek => _isOpen;

    public override bool CanWrite => _isOpen && !bytes.IsReadOnly;

    public override long Length
    {
        get
        {
            RequireOpen();
            return bytes.Length;
        }
    }

    public override long Position
    {
        get
        {
            RequireOpen();
            return _position;
        }

        set
        {
            RequireOpen();
            _position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A stream begins at position 0.");
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => ReadTo(Part(buffer, offset, count));

    public override void Write(byte[] buffer, int offset, int count) => WriteFrom(Part(buffer, offset, count));

    public override long Seek(long offset, SeekOrigin origin)
    {
        RequireOpen();
        long start = origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => _position,
            SeekOrigin.End => bytes.Length,
            _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "Begin, Current or End."),
        };

        // Both are at most long.MaxValue and the start is not negative: only a sum above the largest long wraps, to a negative one.
        long position = unchecked(start + offset);
        return position >= 0 ? _position = position : throw new IOException(
            $"A stream begins at position 0; {offset} from {start} is outside.");
    }

    public override void SetLength(long value) =>
        throw new NotSupportedException("The length is that of the view; an array changes its own by Resize and Append.");

    /// <summary>Does nothing: what was written is in the file already. The view's Flush makes it durable.</summary>
    public override void Flush() => RequireOpen();

    protected override void Dispose(bool disposing)
    {
        _isOpen = false;
        base.Dispose(disposing);
    }

    private static Span<byte> Part(byte[] buffer, int offset, int count)
    {
        if (buffer is null)
        {
            throw new ArgumentNullException(nameof(buffer));
        }

        return offset >= 0 && count >= 0 && offset <= buffer.Length - count
            ? buffer.AsSpan(offset, count)
            : throw new ArgumentOutOfRangeException(
                nameof(count), count, $"{count} bytes from {offset} are not in a buffer of {buffer.Length}.");
    }

    private int ReadTo(Span<byte> buffer)
    {
        RequireOpen();
        int count = (int)Math.Min(buffer.Length, Math.Max(0, bytes.Length - _position));
        if (count > 0)
        {
            Next(count).CopyTo(buffer);
            _position += count;
        }

        return count;
    }

    private void WriteFrom(ReadOnlySpan<byte> buffer)
    {
        RequireOpen();
        if (bytes.IsReadOnly)
        {
            throw new NotSupportedException("The view is read-only.");
        }

        if (buffer.Length > bytes.Length - _position)
        {
            throw new NotSupportedException(
                $"{buffer.Length} bytes at position {_position} do not fit the view's {bytes.Length}; nothing was written.");
        }

        if (!buffer.IsEmpty)
        {
            Next(buffer.Length).CopyFrom(buffer);
            _position += buffer.Length;
        }
    }

    private MemMapView<byte> Next(int count) => bytes[Slice.Range(_position, _position + count)];

    private void RequireOpen()
    {
        if (!_isOpen)
        {
            throw new ObjectDisposedException(nameof(Stream), "The stream over the view is disposed.");
        }
    }
}
