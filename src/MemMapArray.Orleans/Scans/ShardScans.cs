using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace MemMap.Cluster;

/// <summary>The scans of a silo: so many at a time, on threads of the pool, beside the scheduler of grains.</summary>
internal sealed class ShardScans(ClusterSiloOptions options, SiloResources resources, ShardGathering gathering, string silo) : IDisposable
{
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _limit = new(options.MaxConcurrentScans);

    /// <summary>Scans a shard; says every second that it does.</summary>
    public async IAsyncEnumerable<ShardMessage> Run(ShardRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ending.CancelAfter(options.AbandonTime);
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
                    yield return new(kind, silo) { BytesDone = state.BytesDone, Part = state.Part };
                    ending.CancelAfter(options.AbandonTime);
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
                    ending.CancelAfter(options.AbandonTime);
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
            request.Require();
            if (request.Gather is not null)
            {
                await GatherAsync(request, messages, state, cancellation);
            }
            else if (request.More.Length == 0)
            {
                await ScanFileAsync(request, state, pieces => SendAsync(pieces, messages, state, cancellation), 0, cancellation);
            }
            else
            {
                await SendAsync(await MergeFilesAsync(request, messages, state, cancellation), messages, state, cancellation);
            }
        }
        catch (Exception exception) when (KindOf(exception) is { } kind)
        {
            await messages.WriteAsync(new(kind, silo) { Text = exception.Message, Part = state.Part }, cancellation);
        }
        finally
        {
            messages.TryComplete();
        }
    }

    // Beside the limit of scans: it waits for those of others, which may be this silo's.
    private async Task GatherAsync(
        ShardRequest request, ChannelWriter<ShardMessage> messages, ScanState state, CancellationToken cancellation)
    {
        state.IsRunning = true;
        (IReadOnlyList<ReadOnlyMemory<byte>> pieces, IEnumerable<(int Place, string Reason)> missing) =
            await gathering.RunAsync(request, bytes => state.BytesDone = bytes, cancellation);
        foreach ((int place, string reason) in missing)
        {
            await messages.WriteAsync(new(ShardMessageKind.Unavailable, silo) { Text = reason, Part = place }, cancellation);
        }

        await SendAsync(pieces, messages, state, cancellation);
    }

    // One after the other; the answers as one. Of those that are not here it is said which, and others go on.
    private async Task<IReadOnlyList<ReadOnlyMemory<byte>>> MergeFilesAsync(
        ShardRequest request, ChannelWriter<ShardMessage> messages, ScanState state, CancellationToken cancellation)
    {
        var merged = new MergedAnswers(ElementScanner.Find(request.Element), request, resources);
        long done = 0;
        foreach (ShardRequest one in request.Each())
        {
            try
            {
                await ScanFileAsync(one, state, Merge, done, cancellation);
                done = state.BytesDone;
            }
            catch (IOException exception) when (KindOf(exception) is ShardMessageKind.Unavailable)
            {
                await messages.WriteAsync(
                    new(ShardMessageKind.Unavailable, silo) { Text = exception.Message, Part = state.Part }, cancellation);
            }

            state.Part++;
        }

        state.Part--;
        return merged.ToPieces();

        Task Merge(IEnumerable<ReadOnlyMemory<byte>> pieces)
        {
            merged.Add(pieces.Single());
            return Task.CompletedTask;
        }
    }

    private async Task ScanFileAsync(
        ShardRequest request, ScanState state, Func<IEnumerable<ReadOnlyMemory<byte>>, Task> take, long done,
        CancellationToken cancellation)
    {
        await _limit.WaitAsync(cancellation);
        state.IsRunning = true;
        try
        {
            if (options.BeforeScan is { } before)
            {
                await before(request.Shard.Path, cancellation);
            }

            ElementScanner scanner = ElementScanner.Find(request.Element);
            void Report(long bytes) => state.BytesDone = done + bytes;
            await take(
                request.Reduction is not null ? scanner.Reduce(request, resources, Report, cancellation)
                : request.Order is not null ? scanner.Order(request, resources, Report, cancellation)
                : request.Relation is not null ? scanner.Relate(request, resources, Report, cancellation)
                : request.Output is not null ? scanner.Write(request, resources, Report, cancellation)
                : request.IsHashWanted ? scanner.Hash(request, resources, Report, cancellation)
                : request.TakenRows is not null ? scanner.Take(request, resources)
                : scanner.Read(request, resources));
        }
        finally
        {
            state.IsRunning = false;
            _limit.Release();
        }
    }

    // A message waits for the next: only then it is known not to be the last, which says so, so that most shards take one message.
    private async Task SendAsync(
        IEnumerable<ReadOnlyMemory<byte>> pieces, ChannelWriter<ShardMessage> messages, ScanState state, CancellationToken cancellation)
    {
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
                    Part = state.Part,
                };
                if (isEnd)
                {
                    break;
                }
            }
        }

        ready ??= new(ShardMessageKind.EndOfPiece, silo) { Part = state.Part };
        await messages.WriteAsync(ready with { IsLast = true }, cancellation);
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

        // Which of the shards of the request.
        public volatile int Part;

        public long BytesDone
        {
            get => Interlocked.Read(ref _bytesDone);
            set => Interlocked.Exchange(ref _bytesDone, value);
        }
    }
}
