using System.Runtime.CompilerServices;

namespace MemMap.Relations;

/// <summary>The inner loops of relations that are no products of rows: the rule, and what is left of the other half's vectors.</summary>
internal static unsafe partial class RelationLoops
{
    [MethodImpl(HotPath.Optimized)]
    private static void ShiftFrom(
        int i, double* from, int fromStride, double* to, int toStride, int rows, int columns, double* first, double* second, double* sums)
    {
        for (; i < columns; i++)
        {
            double* x = from + i, z = to + i;
            double sum = sums[i];
            for (int row = 0; row < rows; row++, x += fromStride, z += toStride)
            {
                sum += *z = *x - first[i] - second[i];
            }

            sums[i] = sum;
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private static void AddFrom(int i, double* to, double* from, double shift, double* shifts, int count)
    {
        for (; i < count; i++)
        {
            to[i] += from[i] + (shift * shifts[i]);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private static void CorrectFrom(int i, double* products, double nothing, double share, double* sums, int count)
    {
        for (; i < count; i++)
        {
            products[i] += nothing + (sums[i] * 0) - (share * sums[i]);
        }
    }
}
