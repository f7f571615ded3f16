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
    // Of what has more states a node of the tree, a run of rows is so large that silos could not keep those of many: the client merges.
    private const long MaxGatheredNode = 4 << 20;

    private IEnumerable<int> ShardsWithRows() =>
        Enumerable.Range(0, Manifest.Shards.Count).Where(shard => Manifest.Shards[shard].Rows.Count > 0);

    // All shards with rows, with progress. Answers are read by several threads, and taken by one at a time, with the first of their shards.
    private Task<IReadOnlyList<(int Shard, string Reason)>> ScanAsync<TAnswer>(
        Func<int, ShardRequest> request, Func<List<byte[]>, TAnswer> read, Action<int, TAnswer> take, IProgress<ClusterProgress>? told,
        CancellationToken cancellation, ClusterMask[]? merging = null, long nodeBytes = 0)
    {
        var progress = new ProgressSum(Manifest.Shards, static shard => shard, RowBytes, told);
        object gate = new();
        var work = new ShardWork(request, Take, progress.Report);
        return ScanAsync(ShardsWithRows(), merging is null ? work : Merging(work, merging, nodeBytes), cancellation);

        void Take(int[] shards, List<byte[]> pieces, string silo)
        {
            TAnswer answer = read(pieces);
            lock (gate)
            {
                take(shards[0], answer);
            }

            Array.ForEach(shards, shard => progress.Finish(shard, silo));
        }
    }

    // The shards that no copy could be read of, and why.
    private Task<IReadOnlyList<(int Shard, string Reason)>> ScanAsync(
        IEnumerable<int> shards, ShardWork work, CancellationToken cancellation) =>
        new ShardCalls(_factory, _id, Manifest.Shards, _options).RunAsync(shards, work, cancellation);

    // What is taken of each shard by itself.
    private Task<IReadOnlyList<(int Shard, string Reason)>> ScanAsync(
        IEnumerable<int> shards, Func<int, ShardRequest> request, Action<int, List<byte[]>, string> take, CancellationToken cancellation) =>
        ScanAsync(shards, new(request, (own, pieces, silo) => take(own[0], pieces, silo), static (_, _, _) => { }), cancellation);

    // How many shards a request may be for where silos merge the answers: no more truths of masks come with it than with that of one; and
    // with what silos gather, no more than with the requests that a label gets at a time.
    private ShardWork Merging(ShardWork work, ClusterMask[] masks, long nodeBytes)
    {
        long bytes = Math.Max(1, masks.Sum(mask => mask.BytesPerShard));
        return work with
        {
            MaxTogether = (int)Math.Clamp(ShardMask.MaxBytes / bytes, 1, _options.ShardsPerRequest),
            MaxGathered = nodeBytes > MaxGatheredNode ? 0 : (int)Math.Min(int.MaxValue, ShardMask.MaxBytes * 4L / bytes),
        };
    }

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
