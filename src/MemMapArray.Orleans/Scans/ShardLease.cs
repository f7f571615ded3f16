using System;

namespace MemMap.Cluster;

/// <summary>An array in files of this silo that one scan uses and the next may use again.</summary>
/// <param name="Array">The array. It is closed by whoever lends it.</param>
/// <param name="GiveBack">Ends the lease.</param>
internal sealed record ShardLease<T>(MemMapShards<T> Array, Action GiveBack) : IDisposable
    where T : unmanaged
{
    public void Dispose() => GiveBack();
}
