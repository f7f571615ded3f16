using System;

namespace MemMap;

/// <summary>The one rule for axis numbers: negative ones count from the end, as in NumPy.</summary>
internal static class Axis
{
    /// <summary>The axis as a number from 0 to <paramref name="rank"/> - 1.</summary>
    public static int Normalize(int axis, int rank, string parameterName)
    {
        if (axis < -rank || axis >= rank)
        {
            throw new ArgumentOutOfRangeException(parameterName, axis, rank == 0
                ? "An array of rank 0 has no axis."
                : $"Axis {axis} is out of range for rank {rank}; it goes from {-rank} to {rank - 1}.");
        }

        return axis < 0 ? axis + rank : axis;
    }
}
