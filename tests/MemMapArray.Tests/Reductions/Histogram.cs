using System;

namespace MemMap.Tests.Reductions;

/// <summary>How often each byte occurs, in a state of 63 KB, near the most that an array of .NET holds: so large that few columns are reduced at a time.</summary>
internal readonly record struct Histogram : IReducer<byte, Histogram.Counts>
{
    public Counts Empty => default;

    public unsafe void Accumulate(ref Counts state, ReadOnlySpan<byte> elements)
    {
        foreach (byte element in elements)
        {
            state.Values[element * Counts.Spread]++;
        }
    }

    public unsafe void Merge(ref Counts state, in Counts following)
    {
        for (int i = 0; i < 256 * Counts.Spread; i++)
        {
            state.Values[i] += following.Values[i];
        }
    }

    internal unsafe struct Counts
    {
        public const int Spread = 31;

        public fixed long Values[256 * Spread];

        public readonly long this[byte element] => Values[element * Spread];
    }
}
