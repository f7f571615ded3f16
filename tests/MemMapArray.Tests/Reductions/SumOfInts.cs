using System;

namespace MemMap.Tests;

/// <summary>A reduction of a user's own.</summary>
internal sealed class SumOfInts : IReducer<int, long>
{
    public long Empty => 0;

    public void Accumulate(ref long state, ReadOnlySpan<int> elements)
    {
        foreach (int element in elements)
        {
            state += element;
        }
    }

    public void Merge(ref long state, in long following) => state += following;
}
