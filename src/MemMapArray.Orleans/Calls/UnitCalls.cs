using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap.Cluster;

/// <summary>The scans of some shards, by a client or by a silo that merges: so many requests at a time for each label.</summary>
/// <param name="copies">The copies of the shards.</param>
internal sealed class UnitCalls(ShardCopies copies)
{
    private readonly ShardGroups _groups = new(copies);

    /// <summary>Scans some shards.</summary>
    /// <param name="units">Which, and which together.</param>
    /// <param name="work">What to do with them.</param>
    /// <param name="levels">How many levels of silos that merge may be between.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Those that no copy could be read of, and why.</returns>
    public async Task<IReadOnlyList<(int Shard, string Reason)>> RunAsync(
        ShardUnit[] units, ShardWork work, int levels, CancellationToken cancellation)
    {
        units = await GatherAsync(units, work, levels, cancellation);
        var run = new ShardRun(copies, work, PaceOf(units, copies.Options.SpeculationMultiplier));
        ILookup<string, ShardUnit> own = units.ToLookup(unit => unit.Labels[0]);
        ILookup<string, ShardUnit> others = units
            .SelectMany(static unit => unit.Labels.Skip(1), static (unit, label) => (Unit: unit, Label: label))
            .ToLookup(static one => one.Label, static one => one.Unit);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        IEnumerable<Task> workers = own.Select(static group => group.Key).Union(others.Select(static group => group.Key))
            .Select(label => (Label: label, Units: new ConcurrentQueue<ShardUnit>([.. own[label], .. others[label].Reverse()])))
            .SelectMany(
                queue => Enumerable.Range(0, Math.Min(copies.Options.ShardsInFlightPerLabel, queue.Units.Count)),
                (queue, _) => WorkAsync(queue.Label, queue.Units, run, ending));

        // The first fault ends the others; it is the one that is thrown.
        await Task.WhenAll(workers.ToArray());
        return run.Unavailable;
    }

    // What silos have no answer for that were to gather it is left to be asked for here: so nothing depends on them.
    private async Task<ShardUnit[]> GatherAsync(ShardUnit[] units, ShardWork work, int levels, CancellationToken cancellation)
    {
        ShardGroup[] groups = [.. _groups.Of(units, work, levels)];
        if (groups.Length == 0)
        {
            return units;
        }

        // A silo that gathers asks others itself for what takes too long, and first.
        ScanPace pace = PaceOf(units, 2 * copies.Options.SpeculationMultiplier);
        var left = new ConcurrentBag<int>();
        var limit = new ParallelOptions { MaxDegreeOfParallelism = copies.Options.MaxFanIn, CancellationToken = cancellation };
        await Parallel.ForEachAsync(groups, limit, async (group, ending) =>
        {
            var run = new ShardRun(copies, work, pace);
            foreach (int shard in await run.GatherAsync(group.All, () => _groups.RequestOf(group, work), ending))
            {
                left.Add(shard);
            }
        });
        HashSet<int> all = [.. left];
        return [.. units.Select(unit => unit.Only(all.Contains)).Where(static unit => unit.Shards.Length > 0)];
    }

    private static ScanPace PaceOf(ShardUnit[] units, double multiplier) => new(units.Sum(static unit => unit.Shards.Length), multiplier);

    // First what is the label's own; then what others have not begun, unless its silo did not answer.
    private async Task WorkAsync(string label, ConcurrentQueue<ShardUnit> units, ShardRun run, CancellationTokenSource ending)
    {
        bool isDone = false;
        try
        {
            while (units.TryDequeue(out ShardUnit? unit))
            {
                if ((unit.Labels[0] == label || !copies.Health.IsSuspect(label)) && unit.TryTake())
                {
                    await run.ScanAsync(unit, label, ending.Token);
                }
            }

            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                await ending.CancelAsync();
            }
        }
    }
}
