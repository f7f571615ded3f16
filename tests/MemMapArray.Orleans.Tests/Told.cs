using System;

namespace MemMap.Cluster.Tests;

/// <summary>Progress at once, on the thread that tells it.</summary>
internal sealed class Told(Action<ClusterProgress> tell) : IProgress<ClusterProgress>
{
    public void Report(ClusterProgress value) => tell(value);
}
