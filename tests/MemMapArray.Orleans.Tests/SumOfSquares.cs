using System;

namespace MemMap.Cluster.Tests;

/// <summary>A reducer that the silos of these tests are given.</summary>
internal readonly record struct SumOfSquares : IReducer<float, double>
{
    public const string Name = "energy";

    public double Empty => 0;

    public void Accumulate(ref double state, ReadOnlySpan<float> elements)
    {
        foreach (float x in elements)
        {
            state += x * x;
        }
    }

    public void Merge(ref double state, in double following) => state += following;
}
