using System;
using System.Diagnostics;
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

    /// <summary>What is known of every silo whose labels are known, also of one without labels.</summary>
    public const string Marker = "MemMapArray";

    // A silo that joins is there some seconds before others know its labels.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5), s_look = TimeSpan.FromSeconds(0.1);

    public async Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        ShardKey key = ShardKey.Parse(target.GrainIdentity.Key.ToString()!);
        for (long start = Stopwatch.GetTimestamp(); ; await Task.Delay(s_look))
        {
            (SiloAddress Silo, SiloMetadata Known)[] all =
                [.. context.GetCompatibleSilos(target).Select(silo => (silo, labels.GetSiloMetadata(silo)))];
            SiloAddress[] silos =
                [.. all.Where(silo => Has(silo.Known, key.Label)).Select(silo => silo.Silo).OrderBy(silo => Rank(key, silo))];
            if (silos.Length > 0)
            {
                return silos[key.Attempt % silos.Length];
            }

            int unknown = all.Count(silo => !silo.Known.Metadata.ContainsKey(Marker));
            if (unknown == 0 || Stopwatch.GetElapsedTime(start) > s_patience)
            {
                string more = unknown > 0 ? $"; the labels of {unknown} are not known yet" : string.Empty;
                throw new OrleansException($"No silo that is alive has the label '{key.Label}'{more}.");
            }
        }
    }

    private static bool Has(SiloMetadata known, string label) => label.Length == 0 || known.Metadata.ContainsKey(LabelPrefix + label);

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
