using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Cluster;

/// <summary>The bytes of all shards, as their silos report them, in ascending order: a shard that begins anew on another silo takes nothing
/// back.</summary>
/// <param name="shards">The shards, or copies of them.</param>
/// <param name="numberOf">The number that the caller knows one of them by.</param>
/// <param name="rowBytes">The bytes of a row.</param>
/// <param name="progress">Is told, where it is given.</param>
internal sealed class ProgressSum(
    IReadOnlyList<Shard> shards, Func<int, int> numberOf, long rowBytes, IProgress<ClusterProgress>? progress)
{
    private readonly Dictionary<int, long> _running = [];
    private readonly long _total = shards.Sum(shard => shard.Rows.Count) * rowBytes;
    private readonly HashSet<int> _finishedShards = [];
    private long _finished;
    private long _most;

    public void Report(int shard, string silo, long bytes)
    {
        if (progress is not null)
        {
            lock (_running)
            {
                // Another silo may still be at work on what one has done.
                if (!_finishedShards.Contains(shard))
                {
                    _running[shard] = bytes;
                    Tell(-1, silo);
                }
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
                _finishedShards.Add(shard);
                _finished += shards[shard].Rows.Count * rowBytes;
                Tell(numberOf(shard), silo);
            }
        }
    }

    private void Tell(int shard, string silo)
    {
        _most = Math.Max(_most, Math.Min(_total, _finished + _running.Values.Sum()));
        progress!.Report(new(_most, _total, _finishedShards.Count, shards.Count, shard, silo));
    }
}
