using System;
using System.Collections.Generic;

namespace MemMap.Cluster;

/// <summary>What is to be done with shards, and what becomes of the answers.</summary>
/// <param name="Request">What to do with a shard.</param>
/// <param name="Take">Takes an answer: of which shards, its pieces, and the silo. By several threads.</param>
/// <param name="Report">Is told how many bytes of a shard are done, by which silo; 0 where it begins anew.</param>
internal sealed record ShardWork(
    Func<int, ShardRequest> Request, Action<int[], List<byte[]>, string> Take, Action<int, string, long> Report)
{
    /// <summary>How many shards at most a silo answers for together: 1 where their answers cannot be merged.</summary>
    public int MaxTogether { get; init; } = 1;

    /// <summary>How many shards about a silo may answer for that merges the answers of others: 0 where they cannot be merged.</summary>
    public int MaxGathered { get; init; }

    /// <summary>Two silos may do it at the same time: it reads.</summary>
    public bool IsRepeatable { get; init; } = true;
}
