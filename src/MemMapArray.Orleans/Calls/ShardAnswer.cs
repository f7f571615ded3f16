using System.Collections.Generic;
using System.Linq;

namespace MemMap.Cluster;

/// <summary>What a silo answered for some shards.</summary>
/// <param name="Pieces">The pieces of the answer for all shards that did not fail.</param>
/// <param name="Silo">The silo; empty where it did not answer.</param>
/// <param name="Failures">Why some of the shards are not in it, by their place among those that were asked for.</param>
internal sealed record ShardAnswer(List<byte[]> Pieces, string Silo, IReadOnlyDictionary<int, ShardFailure> Failures)
{
    /// <summary>No answer for any of some shards.</summary>
    public static ShardAnswer None(int shards, string reason) => new(
        [], string.Empty, Enumerable.Range(0, shards).ToDictionary(static one => one, _ => new ShardFailure(reason, IsOfSilo: true)));
}
