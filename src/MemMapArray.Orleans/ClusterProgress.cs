namespace MemMap;

/// <summary>The progress of a reduction on a cluster.</summary>
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

    /// <summary>The bytes to reduce.</summary>
    public long BytesTotal { get; }

    /// <summary>The number of shards that have been reduced.</summary>
    public int ShardsDone { get; }

    /// <summary>The number of shards.</summary>
    public int ShardsTotal { get; }

    /// <summary>The index of the shard that has just been reduced, or -1 when only a part of a shard was.</summary>
    public int Shard { get; }

    /// <summary>The name of the silo that reports; empty when a scan failed.</summary>
    public string Silo { get; }

    /// <summary>The fraction that is done, from 0 to 1.</summary>
    public double Fraction => BytesTotal == 0 ? 1 : (double)BytesDone / BytesTotal;
}
