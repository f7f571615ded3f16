using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Engine;

/// <content>Pointers to rows at equal distances by vectors: one by one, they were a third of the time of rows of a few floats.</content>
internal sealed unsafe partial class RowReader<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    partial void PointWithVectors(byte* row, long distance, int count, ref int done)
    {
        int some = Vector512<long>.Count, i = 0;
        Vector512<long> rows = Vector512.Create((long)row) + (Vector512<long>.Indices * distance), step = Vector512.Create(some * distance);
        for (; i <= count - some; i += some, rows += step)
        {
            rows.Store((long*)_rows + i);
        }

        done = i;
    }
}
