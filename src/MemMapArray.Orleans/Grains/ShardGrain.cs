using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Orleans;
using Orleans.Concurrency;
using Orleans.GrainDirectory;

namespace MemMap.Cluster;

/// <summary>Has no state: every scan compares its file with what is asked for. So it may be activated anywhere, again,
/// and twice.</summary>
[ShardPlacement]
[GrainDirectory(GrainDirectoryName = ShardDirectory.Name)]
[Reentrant]
internal sealed class ShardGrain(ShardScans scans) : Grain, IShardGrain
{
    public IAsyncEnumerable<ShardMessage> ScanAsync(ShardRequest request, CancellationToken cancellation) =>
        scans.Run(request, cancellation);

    public Task PingAsync() => Task.CompletedTask;
}
