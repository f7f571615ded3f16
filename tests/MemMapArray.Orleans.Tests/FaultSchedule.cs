using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap.Cluster.Tests;

/// <summary>What may happen to a node in the middle of a scan.</summary>
public enum NodeFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Its silo is killed.</summary>
    Killed,

    /// <summary>No call is answered any more, as where it is stopped or the network is cut.</summary>
    Silent,

    /// <summary>Its scans never end, but say that they are alive.</summary>
    Stuck,

    /// <summary>Its disk takes a while for each file.</summary>
    Slow,

    /// <summary>Its disk fails.</summary>
    Failing,
}

/// <summary>Faults, drawn by a number: what happens to which node and which file, and when.</summary>
internal sealed class FaultSchedule
{
    public const int Nodes = 3, Shards = 45, Verbs = 7;

    private int _scans;

    public FaultSchedule(int seed)
    {
        var random = new Random(seed);
        Seed = seed;
        Verb = random.Next(Verbs);
        Begin = random.Next(Shards);
        Faults = [.. Enumerable.Range(0, Nodes).Select(_ => random.Next(5) < 2 ? (NodeFault)random.Next(1, 6) : NodeFault.None)];
        IsCancelled = random.Next(12) == 0;
        DoesClientVanish = !IsCancelled && random.Next(12) == 0;
        Missing = Draw(random, 3);
        Differing = Draw(random, 8);
        MaxFanIn = random.Next(2) == 0 ? 2 : 16;
    }

    public int Seed { get; }

    /// <summary>What is asked for.</summary>
    public int Verb { get; }

    /// <summary>After how many scans it begins.</summary>
    public int Begin { get; }

    public NodeFault[] Faults { get; }

    public bool IsCancelled { get; }

    public bool DoesClientVanish { get; }

    /// <summary>Copies that are not there, and that are longer than the manifest says: of which shard, on which node.</summary>
    public IReadOnlyList<(int Shard, int Node)> Missing { get; }

    public IReadOnlyList<(int Shard, int Node)> Differing { get; }

    /// <summary>Of three labels, two at a time: silos merge the answers of others. Otherwise the client asks all.</summary>
    public int MaxFanIn { get; }

    /// <summary>Runs once, when the faults begin.</summary>
    public Action Start { get; set; } = static () => { };

    /// <summary>Completes what is silent or stuck.</summary>
    public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool HasBegun => Volatile.Read(ref _scans) > Begin;

    /// <summary>The nodes of a shard.</summary>
    public static int[] NodesOf(int shard) => [shard / 5 % Nodes, ((shard / 5) + 1) % Nodes];

    /// <summary>Shards of which no copy may be had.</summary>
    public IEnumerable<int> Endangered() => Enumerable.Range(0, Shards).Where(shard => NodesOf(shard).All(node =>
        Missing.Contains((shard, node)) || Faults[node] is not NodeFault.None and not NodeFault.Slow));

    public async Task BeforeScanAsync(int node, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _scans) == Begin + 1)
        {
            Start();
        }

        if (HasBegun)
        {
            switch (Faults[node])
            {
                case NodeFault.Stuck:
                    await End.Task.WaitAsync(cancellation);
                    break;
                case NodeFault.Slow:
                    await Task.Delay(30, cancellation);
                    break;
                case NodeFault.Failing:
                    throw new IOException("The disk fails.");
            }
        }
    }

    public Task BeforeCallAsync(int node) => HasBegun && Faults[node] == NodeFault.Silent ? End.Task : Task.CompletedTask;

    public override string ToString() =>
        $"schedule {Seed}: verb {Verb}, after {Begin} scans {string.Join(", ", Faults)}{(IsCancelled ? ", cancelled" : string.Empty)}" +
        $"{(DoesClientVanish ? ", client vanishes" : string.Empty)}, fan-in {MaxFanIn}, missing [{string.Join(", ", Missing)}], differing [{string.Join(", ", Differing)}]";

    private static List<(int Shard, int Node)> Draw(Random random, int oneIn)
    {
        var copies = new List<(int, int)>();
        while (random.Next(oneIn) == 0)
        {
            int shard = random.Next(Shards);
            copies.Add((shard, NodesOf(shard)[random.Next(2)]));
        }

        return copies;
    }
}
