using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Cluster;

/// <summary>Shards that a silo asks others for, to merge their answers.</summary>
/// <param name="Units">Which, and which together.</param>
/// <param name="InFlight">How many requests at a time each label gets.</param>
/// <param name="Levels">How many levels of such silos may be below this one.</param>
internal sealed record ShardGroup(ShardUnit[] Units, int InFlight, int Levels)
{
    /// <summary>All of them; with the labels of silos that may gather them, which have some themselves.</summary>
    public ShardUnit All { get; } = new(
        [.. Units.SelectMany(static unit => unit.Shards)], [.. Units.Select(static unit => unit.Labels[0]).Distinct()]);
}

/// <summary>Divides shards between silos that gather, where one process would have to ask too many.</summary>
/// <param name="copies">The copies of the shards.</param>
internal sealed class ShardGroups(ShardCopies copies)
{
    // Shards without labels are on all silos: as many as so many requests at a time each keep at work.
    private const int RequestsOfASilo = 4;

    private readonly ClusterArrayOptions _options = copies.Options;

    /// <summary>The groups: neighbouring shards each, whose answers become one run of rows. None where the silos are few, or what they
    /// answer is not merged.</summary>
    /// <param name="units">The shards.</param>
    /// <param name="work">What is to be done with them.</param>
    /// <param name="levels">How many levels there may be.</param>
    public IEnumerable<ShardGroup> Of(ShardUnit[] units, ShardWork work, int levels)
    {
        (string Label, int Requests)[] all =
        [
            .. units.GroupBy(
                static unit => unit.Labels[0], (label, own) => (label, Math.Min(_options.ShardsInFlightPerLabel, own.Count()))),
        ];
        int labels = all.Sum(static one => one.Label.Length == 0 ? ((one.Requests - 1) / RequestsOfASilo) + 1 : 1);
        if (levels == 0 || labels <= _options.MaxFanIn || work.MaxGathered == 0)
        {
            yield break;
        }

        int shards = units.Sum(static unit => unit.Shards.Length);
        int count = Math.Max(
            Math.Min(_options.MaxFanIn, ((labels - 1) / _options.MaxFanIn) + 1), ((shards - 1) / work.MaxGathered) + 1);
        if (count > _options.MaxFanIn)
        {
            // They would wait for one another, as so many are asked at a time.
            yield break;
        }

        long requests = all.Sum(static one => (long)one.Requests);
        int below = Math.Min(levels, LevelsOf(labels)) - 1, most = ((shards - 1) / count) + 1;
        var own = new List<ShardUnit>();
        int taken = 0;
        foreach (ShardUnit unit in units.OrderBy(static unit => unit.Shards[0]))
        {
            own.Add(unit);
            taken += unit.Shards.Length;
            if (taken >= most)
            {
                yield return GroupOf(own, requests / count, below);
                own.Clear();
                taken = 0;
            }
        }

        if (own.Count > 0)
        {
            yield return GroupOf(own, requests / count, below);
        }
    }

    /// <summary>What the silo is asked that gathers a group.</summary>
    public ShardRequest RequestOf(ShardGroup group, ShardWork work)
    {
        ShardRequest first = work.Request(group.All.Shards[0]);
        first.RequireLimits();
        return first with
        {
            // What the request is for is in the parts.
            Masks = [],
            Other = null,
            Gather = new()
            {
                Array = copies.Array,
                Units = Array.ConvertAll(group.Units, unit => new GatherUnit(
                    unit.Shards, unit.Labels, Array.ConvertAll(unit.Shards, shard => ShardPart.Of(work.Request(shard))))),
                Levels = group.Levels,
                MaxFanIn = _options.MaxFanIn,
                InFlight = group.InFlight,
                SpeculationMultiplier = _options.SpeculationMultiplier,
                SilenceTimeout = _options.SilenceTimeout,
                ScanTimeout = _options.ScanTimeout,
                MinBytesPerSecond = _options.MinBytesPerSecond,
                Attempts = _options.Attempts,
            },
        };
    }

    private ShardGroup GroupOf(List<ShardUnit> own, long requests, int levels)
    {
        int labels = own.Select(static unit => unit.Labels[0]).Distinct().Count();
        return new([.. own], (int)Math.Clamp(((requests - 1) / labels) + 1, 1, _options.ShardsInFlightPerLabel), levels);
    }

    // How often so many are divided by the fan-in until one process can ask what is left.
    private int LevelsOf(long labels)
    {
        int levels = 0;
        for (; labels > _options.MaxFanIn; labels = ((labels - 1) / _options.MaxFanIn) + 1)
        {
            levels++;
        }

        return levels;
    }
}
