using System;

namespace MemMap.Cluster.Tests;

/// <summary>Transforms that the silos of these tests are given.</summary>
internal static class Transforms
{
    public static void Third(ReadOnlySpan<float> xs, Span<double> zs)
    {
        for (int i = 0; i < zs.Length; i++)
        {
            zs[i] = xs[i] / 3.0;
        }
    }

    public static void FailAtTwo(ReadOnlySpan<float> xs, Span<float> zs)
    {
        if (xs.Contains(2f))
        {
            throw new TimeZoneNotFoundException("There is a two.");
        }

        xs.CopyTo(zs);
    }
}
