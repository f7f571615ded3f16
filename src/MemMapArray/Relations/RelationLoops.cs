using System.Runtime.CompilerServices;

namespace MemMap.Relations;

/// <summary>The inner loops of relations that are no products of rows: the rule, and what is left of the other half's vectors.</summary>
internal static unsafe partial class RelationLoops
{
    [MethodImpl(HotPath.Optimized)]
    private static void AddFrom(int i, double* to, double* from, double share, double* shifts, int count)
    {
        for (; i < count; i++)
        {
            to[i] += from[i] + (share * shifts[i]);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private static void TransposeFrom(int row, double* from, int fromStride, int rows, int columns, double* to, int toStride)
    {
        from += (long)row * fromStride;
        for (; row < rows; row++, from += fromStride)
        {
            for (int i = 0; i < columns; i++)
            {
                to[((long)i * toStride) + row] = from[i];
            }
        }
    }
}
