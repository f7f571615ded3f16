using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace MemMap.Cluster;

/// <summary>The scans of a silo: so many at a time, on threads of the pool, beside the scheduler of grains.</summary>
internal sealed class ShardScans(ClusterSiloOptions options, SiloResources resources, string silo) : IDisposable
{
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(1);

    // Who asks fetches messages all the time. One that does not is gone.
    private static readonly TimeSpan s_abandoned = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _limit = new(options.MaxConcurrentScans);

    /// <summary>Scans a shard; says every second that it does.</summary>
    public async IAsyncEnumerable<ShardMessage> Run(ShardRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ending.CancelAfter(s_abandoned);
        var messages = Channel.CreateBounded<ShardMessage>(1);
        var state = new ScanState();
        Task scan = Task.Run(() => ScanAsync(request, messages.Writer, state, ending.Token), CancellationToken.None);
        try
        {
            while (true)
            {
                Task<bool> next = messages.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
                while (!next.IsCompleted && await Task.WhenAny(next, Task.Delay(s_heartbeat, CancellationToken.None)) != next)
                {
                    ShardMessageKind kind = state.IsRunning ? ShardMessageKind.Running : ShardMessageKind.Waiting;
                    yield return new(kind, silo) { BytesDone = state.BytesDone };
                    ending.CancelAfter(s_abandoned);
                }

                if (!await next)
                {
                    // With what it ended with, where that is no message.
                    await scan;
                    break;
                }

                while (messages.Reader.TryRead(out ShardMessage? message))
                {
                    yield return message;
                    ending.CancelAfter(s_abandoned);
                }
            }
        }
        finally
        {
            await ending.CancelAsync();
            await scan.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _limit.Dispose();

    private async Task ScanAsync(
        ShardRequest request, ChannelWriter<ShardMessage> messages, ScanState state, CancellationToken cancellation)
    {
        try
        {
            await _limit.WaitAsync(cancellation);
            state.IsRunning = true;
            try
            {
                await ScanFileAsync(request, messages, state, cancellation);
            }
            finally
            {
                _limit.Release();
            }
        }
        catch (Exception exception) when (KindOf(exception) is { } kind)
        {
            await messages.WriteAsync(new(kind, silo) { Text = exception.Message }, cancellation);
        }
        finally
        {
            messages.TryComplete();
        }
    }

    private async Task ScanFileAsync(
        ShardRequest request, ChannelWriter<ShardMessage> messages, ScanState state, CancellationToken cancellation)
    {
        if (options.BeforeScan is { } before)
        {
            await before(request.Shard.Path, cancellation);
        }

        ElementScanner scanner = ElementScanner.Find(request.Element);
        IEnumerable<ReadOnlyMemory<byte>> pieces =
            request.Reduction is not null ? scanner.Reduce(request, resources, bytes => state.BytesDone = bytes, cancellation)
            : request.Order is not null ? scanner.Order(request, resources, bytes => state.BytesDone = bytes, cancellation)
            : request.Relation is not null ? scanner.Relate(request, resources, bytes => state.BytesDone = bytes, cancellation)
            : request.Output is not null ? scanner.Write(request, resources, bytes => state.BytesDone = bytes, cancellation)
            : request.TakenRows is not null ? scanner.Take(request, resources)
            : scanner.Read(request, resources);
        // A message waits for the next: only then it is known not to be the last, which says so, so that most shards take one message.
        ShardMessage? ready = null;
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            for (int start = 0, count = 0; ; start += count)
            {
                count = Math.Min(ShardMessage.MaxBytes, piece.Length - start);
                bool isEnd = start + count == piece.Length;
                if (ready is not null)
                {
                    await messages.WriteAsync(ready, cancellation);
                }

                ready = new(isEnd ? ShardMessageKind.EndOfPiece : ShardMessageKind.Bytes, silo)
                {
                    BytesDone = state.BytesDone,
                    Bytes = piece.Slice(start, count).ToArray(),
                };
                if (isEnd)
                {
                    break;
                }
            }
        }

        await messages.WriteAsync((ready ?? new(ShardMessageKind.EndOfPiece, silo)) with { IsLast = true }, cancellation);
    }

    // What another copy may have, what no number may be made of, and what no copy can do. Anything else is a fault of the program, and ends
    // the call as it is.
    private static ShardMessageKind? KindOf(Exception exception) => exception switch
    {
        InvalidDataException => ShardMessageKind.Changed,
        UnauthorizedAccessException => ShardMessageKind.Refused,
        IOException => ShardMessageKind.Unavailable,
        NotGivenException => ShardMessageKind.Unknown,
        OverflowException => ShardMessageKind.Overflow,
        NotSupportedException or FormatException or ArgumentException or InvalidOperationException => ShardMessageKind.Impossible,
        _ => null,
    };

    private sealed class ScanState
    {
        private long _bytesDone;

        public volatile bool IsRunning;

        public long BytesDone
        {
            get => Interlocked.Read(ref _bytesDone);
            set => Interlocked.Exchange(ref _bytesDone, value);
        }
    }
}
