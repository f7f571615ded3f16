using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Cluster;

/// <summary>The bytes of all shards, as their silos report them, in ascending order: a shard that begins anew on another silo takes nothing
/// back.</summary>
internal sealed class ProgressSum(ShardManifest manifest, long rowBytes, IProgress<ClusterProgress>? progress)
{
    private readonly Dictionary<int, long> _running = [];
    private readonly long _total = manifest.Shape[0] * rowBytes;
    private long _finished;
    private long _most;
    private int _done;

    public void Report(int shard, string silo, long bytes)
    {
        if (progress is not null)
        {
            lock (_running)
            {
                _running[shard] = bytes;
                Tell(-1, silo);
            }
        }
    }

    public void Finish(int shard, string silo)
    {
        if (progress is not null)
        {
            lock (_running)
            {
                _running.Remove(shard);
                _finished += manifest.Shards[shard].Rows.Count * rowBytes;
                _done++;
                Tell(shard, silo);
            }
        }
    }

    private void Tell(int shard, string silo)
    {
        _most = Math.Max(_most, Math.Min(_total, _finished + _running.Values.Sum()));
        progress!.Report(new(_most, _total, _done, manifest.Shards.Count, shard, silo));
    }
}
