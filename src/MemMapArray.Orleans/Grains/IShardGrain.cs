using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Orleans;

namespace MemMap.Cluster;

/// <summary>A copy of a shard, on a silo that holds it. Its key says which (<see cref="ShardKey"/>).</summary>
/// <remarks>The answers are asynchronous sequences: Orleans fetches them message by message, so that each message is bounded, what is slow
/// says that it is alive, and what nobody fetches any more is cancelled.</remarks>
[Alias("MemMap.IShardGrain")]
internal interface IShardGrain : IGrainWithStringKey
{
    /// <summary>Reduces or reads the rows of the shard.</summary>
    [Alias("ScanAsync")]
    IAsyncEnumerable<ShardMessage> ScanAsync(ShardRequest request, CancellationToken cancellation);

    /// <summary>Answers, and does nothing else.</summary>
    [Alias("PingAsync")]
    Task PingAsync();
}
