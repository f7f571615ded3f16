using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Orleans.Runtime;

namespace MemMap.Cluster;

/// <summary>One scan of a copy of a shard, or of some, from the request to the last message.</summary>
internal static class ShardCall
{
    /// <summary>Fetches the messages of a scan.</summary>
    /// <param name="grain">The copy.</param>
    /// <param name="request">What to do.</param>
    /// <param name="shards">The shards of the request.</param>
    /// <param name="options">How long is waited.</param>
    /// <param name="report">Is told which silo has done how many bytes.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="InvalidDataException">The file is not what the manifest says.</exception>
    /// <exception cref="UnauthorizedAccessException">The silo does not open such a path.</exception>
    /// <exception cref="InvalidOperationException">What is asked for cannot be had of any copy.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public static async Task<ShardAnswer> RunAsync(
        IShardGrain grain, ShardRequest request, Shard[] shards, ClusterArrayOptions options, Action<string, long> report,
        CancellationToken cancellation)
    {
        var pieces = new List<byte[]>();
        var failures = new Dictionary<int, ShardFailure>();
        var running = new Stopwatch();
        int part = 0;
        bool isDone = false;
        using var piece = new MemoryStream();
        var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        IAsyncEnumerator<ShardMessage> messages =
            grain.ScanAsync(request, ending.Token).WithBatchSize(1).GetAsyncEnumerator(CancellationToken.None);
        try
        {
            while (true)
            {
                Task<bool> next = messages.MoveNextAsync().AsTask();
                if (!await next.WaitAsync(options.SilenceTimeout, cancellation))
                {
                    return OfSilo("the scan ended without a result");
                }

                ShardMessage message = messages.Current;
                int now = Math.Clamp(message.Part, 0, shards.Length - 1);
                Shard shard = shards[now];
                if (now != part)
                {
                    part = now;
                    running.Reset();
                }

                switch (message.Kind)
                {
                    case ShardMessageKind.Waiting:
                        break;
                    case ShardMessageKind.Running:
                        running.Start();
                        report(message.Silo, message.BytesDone);
                        break;
                    case ShardMessageKind.Bytes:
                        piece.Write(message.Bytes);
                        break;
                    case ShardMessageKind.EndOfPiece:
                        piece.Write(message.Bytes);
                        pieces.Add(piece.ToArray());
                        piece.SetLength(0);
                        if (message.IsLast)
                        {
                            isDone = true;
                            return new(pieces, message.Silo, failures);
                        }

                        report(message.Silo, message.BytesDone);
                        break;
                    case ShardMessageKind.Unavailable:
                        failures[part] = new($"silo '{message.Silo}': {message.Text}", IsOfSilo: false);
                        if (shards.Length == 1 && request.Gather is null)
                        {
                            return new(pieces, string.Empty, failures);
                        }

                        break;
                    default:
                        throw ShardFailure.Fatal(message, request.Gather is null ? shard : null);
                }

                // Who gathers waits for scans that have such limits.
                TimeSpan limit = options.TimeFor(shard.FileLength - shard.ByteOffset);
                if (running.Elapsed > limit && request.Gather is null)
                {
                    return OfSilo(
                        $"silo '{message.Silo}' did {message.BytesDone} bytes in {running.Elapsed.TotalSeconds:F0} s; the scan may take " +
                        $"{limit.TotalSeconds:F0} s");
                }
            }
        }
        catch (Exception exception) when (ShardFailure.ReasonOf(exception, options) is { } reason)
        {
            return OfSilo(reason);
        }
        finally
        {
            // The silo is told in the background: one that died would not answer.
            _ = EndAsync(messages, ending, isDone);
        }

        // Without the last message there is no answer for any of them.
        ShardAnswer OfSilo(string reason) => ShardAnswer.None(shards.Length, reason);
    }

    private static async Task EndAsync(IAsyncEnumerator<ShardMessage> messages, CancellationTokenSource ending, bool isDone)
    {
        using (ending)
        {
            if (!isDone)
            {
                await ending.CancelAsync();
            }

            await messages.DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
