namespace MemMap;

/// <summary>How far a reduction on a cluster is.</summary>
public sealed class ClusterProgress
{
    internal ClusterProgress(long bytesDone, long bytesTotal, int shardsDone, int shardsTotal, int shard, string silo)
    {
        BytesDone = bytesDone;
        BytesTotal = bytesTotal;
        ShardsDone = shardsDone;
        ShardsTotal = shardsTotal;
        Shard = shard;
        Silo = silo;
    }

    /// <summary>The bytes that have been reduced.</summary>
    public long BytesDone { get; }

    /// <summary>The bytes there are to reduce.</summary>
    public long BytesTotal { get; }

    /// <summary>The shards that have been reduced.</summary>
    public int ShardsDone { get; }

    /// <summary>The shards there are.</summary>
    public int ShardsTotal { get; }

    /// <summary>The index of the shard that has just been reduced; -1 where it was only a part of one.</summary>
    public int Shard { get; }

    /// <summary>The name of the silo that says so; empty where a scan failed.</summary>
    public string Silo { get; }

    /// <summary>The part that is done, from 0 to 1.</summary>
    public double Fraction => BytesTotal == 0 ? 1 : (double)BytesDone / BytesTotal;
}
