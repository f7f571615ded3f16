using System.Collections.Generic;
using System.Threading.Tasks;
using Orleans.GrainDirectory;
using Orleans.Runtime;

namespace MemMap.Cluster;

/// <summary>Knows nothing: where a grain of a shard is follows from its key. So no silo that died has to be asked before its shards are
/// found elsewhere, and no message is spent on remembering.</summary>
internal sealed class ShardDirectory : IGrainDirectory
{
    public const string Name = "MemMapArray";

    public Task<GrainAddress?> Register(GrainAddress address) => Task.FromResult<GrainAddress?>(address);

    public Task Unregister(GrainAddress address) => Task.CompletedTask;

    public Task<GrainAddress?> Lookup(GrainId grainId) => Task.FromResult<GrainAddress?>(null);

    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;
}
