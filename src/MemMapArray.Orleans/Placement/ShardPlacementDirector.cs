using System;
using System.Linq;
using System.Threading.Tasks;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;

namespace MemMap.Cluster;

/// <summary>Chooses a silo that is alive and has the label of the copy. Every silo chooses the same: of several with the label each gets
/// its part of the shards, and keeps it when others come and go.</summary>
internal sealed class ShardPlacementDirector(ISiloMetadataCache labels) : IPlacementDirector
{
    /// <summary>Before the labels among what is known of a silo.</summary>
    public const string LabelPrefix = "MemMapArray.Label:";

    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        ShardKey key = ShardKey.Parse(target.GrainIdentity.Key.ToString()!);
        SiloAddress[] silos = [.. context.GetCompatibleSilos(target).Where(silo => Has(silo, key.Label)).OrderBy(silo => Rank(key, silo))];
        return silos.Length > 0
            ? Task.FromResult(silos[key.Attempt % silos.Length])
            : throw new OrleansException($"No silo that is alive has the label '{key.Label}'.");
    }

    private bool Has(SiloAddress silo, string label) =>
        label.Length == 0 || labels.GetSiloMetadata(silo).Metadata.ContainsKey(LabelPrefix + label);

    // FNV-1a: string.GetHashCode differs between processes.
    private static uint Rank(ShardKey key, SiloAddress silo)
    {
        uint hash = key.Array.Aggregate(2166136261, (state, letter) => unchecked((state ^ letter) * 16777619));
        foreach (int part in (ReadOnlySpan<int>)[key.Shard, silo.GetConsistentHashCode()])
        {
            for (int shift = 0; shift < 32; shift += 8)
            {
                hash = unchecked((hash ^ (byte)(part >> shift)) * 16777619);
            }
        }

        return hash;
    }
}
