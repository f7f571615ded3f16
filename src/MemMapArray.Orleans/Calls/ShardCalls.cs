using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Orleans;

namespace MemMap.Cluster;

/// <summary>The scans of an array's shards: which are asked for together, and of which copies first. What is learnt of labels in one run is
/// known in the next.</summary>
/// <param name="factory">Where the copies are.</param>
/// <param name="array">The array, by the hash of its manifest.</param>
/// <param name="shards">The shards, and what copies there are.</param>
/// <param name="options">How many at a time, and how long is waited.</param>
internal sealed class ShardCalls(IGrainFactory factory, string array, IReadOnlyList<Shard> shards, ClusterArrayOptions options)
{
    // Each label has so many requests for each that is made at a time: who is done early takes what others have not begun.
    private const int RequestsPerPlace = 4;

    // So many neighbours begin with the same copy, so that their answers merge.
    private readonly int _neighbours = Math.Clamp(
        shards.Count / (2 * RequestsPerPlace * Math.Max(1, shards.SelectMany(shard => shard.Labels).Distinct().Count())),
        1,
        options.ShardsPerRequest);

    private readonly UnitCalls _calls = new(new ShardCopies(factory, array, shard => shards[shard], options));

    /// <summary>Scans some of the shards.</summary>
    /// <param name="indexes">Which.</param>
    /// <param name="work">What to do with them.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Those that no copy could be read of, and why.</returns>
    public Task<IReadOnlyList<(int Shard, string Reason)>> RunAsync(
        IEnumerable<int> indexes, ShardWork work, CancellationToken cancellation) =>
        _calls.RunAsync([.. UnitsOf(indexes, work.MaxTogether)], work, int.MaxValue, cancellation);

    private IEnumerable<ShardUnit> UnitsOf(IEnumerable<int> indexes, int maxTogether)
    {
        foreach (IGrouping<string, (int Shard, string[] Labels)> own in
            indexes.Select(shard => (shard, Labels: LabelsOf(shard))).GroupBy(static one => one.Labels[0]))
        {
            int together = Math.Clamp(own.Count() / (RequestsPerPlace * options.ShardsInFlightPerLabel), 1, maxTogether);
            foreach (IGrouping<string, (int Shard, string[] Labels)> same in own.GroupBy(static one => string.Join('\n', one.Labels)))
            {
                foreach ((int Shard, string[] Labels)[] some in same.Chunk(together))
                {
                    yield return new([.. some.Select(static one => one.Shard)], some[0].Labels);
                }
            }
        }
    }

    // Shards begin with one copy or another, so that all replicas have work. Scattered: in steps, it would fall in with the steps in which
    // shards were spread.
    private string[] LabelsOf(int shard)
    {
        IReadOnlyList<string> labels = shards[shard].Labels;
        uint scattered = unchecked((uint)(shard / _neighbours) * 2654435769) >> 8;
        int first = labels.Count == 0 ? 0 : (int)(scattered % (uint)labels.Count);
        return labels.Count == 0 ? [string.Empty] : [.. Enumerable.Range(0, labels.Count).Select(i => labels[(first + i) % labels.Count])];
    }
}
