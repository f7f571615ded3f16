using System;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap.Views;

/// <content>Members that streams of netstandard2.0 do not have. There is nothing to wait for: asynchronous calls end at once.</content>
internal sealed partial class ViewStream
{
    public override int Read(Span<byte> buffer) => ReadTo(buffer);

    public override void Write(ReadOnlySpan<byte> buffer) => WriteFrom(buffer);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : new(ReadTo(buffer.Span));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        WriteFrom(buffer.Span);
        return default;
    }
}
