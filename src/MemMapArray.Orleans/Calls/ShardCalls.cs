using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Orleans;

namespace MemMap.Cluster;

/// <summary>The scans of some shards: so many at a time for each label, each with one copy after the other until one answers. What is
/// learnt of labels in one run is known in the next.</summary>
/// <param name="factory">Where the copies are.</param>
/// <param name="array">The array, by the hash of its manifest.</param>
/// <param name="shards">The shards, and what copies there are.</param>
/// <param name="options">How many at a time, and how long is waited.</param>
internal sealed class ShardCalls(IGrainFactory factory, string array, IReadOnlyList<Shard> shards, ClusterArrayOptions options)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(0.5);

    // Labels whose silo did not answer are tried last, and those that were given up are not tried again.
    private readonly ConcurrentDictionary<string, string> _suspects = [], _lost = [];

    /// <summary>Scans some of the shards.</summary>
    /// <param name="indexes">Which.</param>
    /// <param name="request">What to do with a shard.</param>
    /// <param name="take">Takes an answer: of which shard, its pieces, and the silo. By several threads.</param>
    /// <param name="report">Is told how many bytes of a shard are done, by which silo; 0 where it begins anew.</param>
    /// <param name="cancellation">Ends them.</param>
    /// <returns>Those that no copy could be read of, and why.</returns>
    public async Task<IReadOnlyList<(int Shard, string Reason)>> RunAsync(
        IEnumerable<int> indexes, Func<int, ShardRequest> request, Action<int, List<byte[]>, string> take,
        Action<int, string, long> report, CancellationToken cancellation)
    {
        var unavailable = new ConcurrentBag<(int Shard, string Reason)>();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        IEnumerable<Task> workers = indexes
            .GroupBy(shard => LabelsOf(shard)[0], (_, own) => new ConcurrentQueue<int>(own))
            .SelectMany(queue =>
                Enumerable.Range(0, Math.Min(options.ShardsInFlightPerLabel, queue.Count))
                    .Select(_ => WorkAsync(queue, ScanAsync, ending)));

        // The first fault ends the others; it is the one that is thrown.
        await Task.WhenAll(workers.ToArray());
        return [.. unavailable.OrderBy(one => one.Shard)];

        async Task ScanAsync(int shard, CancellationToken token)
        {
            if (await ScanCopiesAsync(shard, request, take, report, token) is { } reason)
            {
                unavailable.Add((shard, reason));
            }
        }
    }

    private static async Task WorkAsync(
        ConcurrentQueue<int> queue, Func<int, CancellationToken, Task> scan, CancellationTokenSource ending)
    {
        bool isDone = false;
        try
        {
            while (queue.TryDequeue(out int shard))
            {
                await scan(shard, ending.Token);
            }

            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                await ending.CancelAsync();
            }
        }
    }

    // Why no copy could be read; null where one was.
    private async Task<string?> ScanCopiesAsync(
        int shard, Func<int, ShardRequest> request, Action<int, List<byte[]>, string> take, Action<int, string, long> report,
        CancellationToken cancellation)
    {
        string reason = string.Empty;
        for (int attempt = 0; attempt < options.Attempts; attempt++)
        {
            string[] labels = [.. LabelsOf(shard).Where(label => !_lost.ContainsKey(label)).OrderBy(_suspects.ContainsKey)];
            if (labels.Length == 0)
            {
                reason = reason.Length > 0 ? reason : string.Join("; ", LabelsOf(shard).Select(label => _lost[label]));
                break;
            }

            await Task.Delay(attempt * s_pause, cancellation);
            foreach (string label in labels)
            {
                IShardGrain grain = factory.GetGrain<IShardGrain>(new ShardKey(array, shard, attempt, label).ToString());
                (List<byte[]> pieces, string silo, ShardFailure? failure) =
                    await ShardCall.RunAsync(
                        grain, request(shard), shards[shard], options, (name, bytes) => report(shard, name, bytes), cancellation);
                if (failure is null)
                {
                    _suspects.TryRemove(label, out _);
                    take(shard, pieces, silo);
                    return null;
                }

                report(shard, silo, 0);
                reason = $"'{label}': {failure.Reason}";
                if (failure.IsOfSilo)
                {
                    _suspects[label] = reason;
                    if (attempt == options.Attempts - 1)
                    {
                        _lost[label] = reason;
                    }
                }
            }
        }

        return reason;
    }

    // Shards begin with one copy or another, so that all replicas have work. Scattered: in steps, it would fall in with the steps in which
    // shards were spread.
    private string[] LabelsOf(int shard)
    {
        IReadOnlyList<string> labels = shards[shard].Labels;
        int first = labels.Count == 0 ? 0 : (int)((unchecked((uint)shard * 2654435769) >> 8) % (uint)labels.Count);
        return labels.Count == 0 ? [string.Empty] : [.. Enumerable.Range(0, labels.Count).Select(i => labels[(first + i) % labels.Count])];
    }
}
