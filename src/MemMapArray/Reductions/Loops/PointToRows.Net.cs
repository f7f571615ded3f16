using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary><see cref="Scalar.PointToRows"/> with vectors: it was a third of the time of rows of a few floats.</summary>
internal static unsafe class PointToRows
{
    /// <summary>Points to so many rows, from <paramref name="row"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Every(byte* row, long distance, int count, void** rows)
    {
        int some = Vector512<long>.Count, i = 0;
        Vector512<long> eight = Vector512.Create((long)row) + (Vector512<long>.Indices * distance), step = Vector512.Create(some * distance);
        for (; i <= count - some; i += some, eight += step)
        {
            eight.Store((long*)rows + i);
        }

        Scalar.PointToRows.Every(row + (i * distance), distance, count - i, rows + i);
    }
}
