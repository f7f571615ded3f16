namespace MemMap.Cluster;

/// <summary>A copy of a shard, and what becomes of it: copies are written each by itself, where for reading one stands in for
/// another.</summary>
/// <param name="shard">Of which shard it is.</param>
/// <param name="file">The number of the file that is made of it.</param>
/// <param name="label">Where it is; empty for any silo.</param>
/// <param name="copy">The shard with this label alone.</param>
internal sealed class CopyOfShard(int shard, int file, string label, Shard copy)
{
    public int Shard => shard;

    public int File => file;

    public string Label => label;

    public Shard Copy => copy;

    /// <summary>The array of the file alone; <see langword="null"/> where there is none.</summary>
    public ShardManifest? Written { get; set; }

    /// <summary>Why there is none.</summary>
    public string Reason { get; private set; } = string.Empty;

    public void Lose(string reason) => (Written, Reason) = (null, reason);
}
