using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemMap.Cluster;

namespace MemMap;

/// <content>Scans of shards, which every verb is made of.</content>
public sealed partial class MemMapClusterArray<T>
{
    private IEnumerable<int> ShardsWithRows() =>
        Enumerable.Range(0, Manifest.Shards.Count).Where(shard => Manifest.Shards[shard].Rows.Count > 0);

    // All shards with rows, with progress. Answers are read by several threads, and taken by one at a time.
    private Task<IReadOnlyList<(int Shard, string Reason)>> ScanAsync<TAnswer>(
        Func<int, ShardRequest> request, Func<List<byte[]>, TAnswer> read, Action<int, TAnswer> take, IProgress<ClusterProgress>? told,
        CancellationToken cancellation)
    {
        var progress = new ProgressSum(Manifest.Shards, static shard => shard, RowBytes, told);
        object gate = new();
        return ScanAsync(ShardsWithRows(), request, Take, progress.Report, cancellation);

        void Take(int shard, List<byte[]> pieces, string silo)
        {
            TAnswer answer = read(pieces);
            lock (gate)
            {
                take(shard, answer);
            }

            progress.Finish(shard, silo);
        }
    }

    // The shards that no copy could be read of, and why.
    private Task<IReadOnlyList<(int Shard, string Reason)>> ScanAsync(
        IEnumerable<int> shards, Func<int, ShardRequest> request, Action<int, List<byte[]>, string> take, Action<int, string, long> report,
        CancellationToken cancellation) =>
        new ShardCalls(_factory, _id, Manifest.Shards, _options).RunAsync(shards, request, take, report, cancellation);

    private void RequireNone(IReadOnlyList<(int Shard, string Reason)> missing)
    {
        if (missing.Count > 0)
        {
            throw Unavailable(missing);
        }
    }

    private ShardUnavailableException Unavailable(IReadOnlyList<(int Shard, string Reason)> missing) =>
        new([.. missing.Select(one => (Manifest.Shards[one.Shard], one.Reason))]);
}
