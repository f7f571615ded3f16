using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Orleans.Runtime;

namespace MemMap.Cluster;

/// <summary>One scan of one copy of a shard, from the request to the last message.</summary>
internal static class ShardCall
{
    /// <summary>Fetches the messages of a scan.</summary>
    /// <param name="grain">The copy.</param>
    /// <param name="request">What to do.</param>
    /// <param name="shard">For messages of exceptions.</param>
    /// <param name="options">How long is waited.</param>
    /// <param name="report">Is told which silo has done how many bytes.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The pieces of the answer and the silo that gave it, or why there is none.</returns>
    /// <exception cref="InvalidDataException">The file is not what the manifest says.</exception>
    /// <exception cref="UnauthorizedAccessException">The silo does not open such a path.</exception>
    /// <exception cref="InvalidOperationException">What is asked for cannot be had of any copy.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public static async Task<(List<byte[]> Pieces, string Silo, ShardFailure? Failure)> RunAsync(
        IShardGrain grain, ShardRequest request, Shard shard, ClusterArrayOptions options, Action<string, long> report,
        CancellationToken cancellation)
    {
        var pieces = new List<byte[]>();
        TimeSpan limit = options.TimeFor(shard.FileLength - shard.ByteOffset);
        var running = new Stopwatch();
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
                    return Failed("the scan ended without a result", isOfSilo: true);
                }

                ShardMessage message = messages.Current;
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
                            return (pieces, message.Silo, null);
                        }

                        report(message.Silo, message.BytesDone);
                        break;
                    case ShardMessageKind.Unavailable:
                        return Failed($"silo '{message.Silo}': {message.Text}", isOfSilo: false);
                    default:
                        throw ShardFailure.Fatal(message, shard);
                }

                if (running.Elapsed > limit)
                {
                    return Failed(
                        $"silo '{message.Silo}' did {message.BytesDone} bytes in {running.Elapsed.TotalSeconds:F0} s; the scan may take " +
                        $"{limit.TotalSeconds:F0} s",
                        isOfSilo: true);
                }
            }
        }
        catch (TimeoutException)
        {
            return Failed($"no word for {options.SilenceTimeout.TotalSeconds} s", isOfSilo: true);
        }
        catch (Exception exception) when (exception is OrleansException or EnumerationAbortedException or IOException)
        {
            return Failed(exception.Message, isOfSilo: true);
        }
        finally
        {
            // The silo is told in the background: one that died would not answer.
            _ = EndAsync(messages, ending, isDone);
        }

        (List<byte[]> Pieces, string Silo, ShardFailure? Failure) Failed(string reason, bool isOfSilo) =>
            (pieces, string.Empty, new(reason, isOfSilo));
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
