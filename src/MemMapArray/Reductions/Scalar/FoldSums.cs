using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Scalar;

/// <summary>Makes one sum of those of groups and lanes. Their memory is used up.</summary>
internal static unsafe class FoldSums
{
    /// <summary>Makes the first of some groups' sums of columns those of all, as a tree.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Groups(double* groups, int groupCount, int columns)
    {
        for (int distance = 1; distance < groupCount; distance *= 2)
        {
            for (int group = 0; group + distance < groupCount; group += 2 * distance)
            {
                double* left = groups + (group * columns), right = left + (distance * columns);
                for (int column = 0; column < columns; column++)
                {
                    left[column] += right[column];
                }
            }
        }
    }

    /// <summary>One sum of the lanes of a block: groups as a tree, then lanes by halves.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static double Lanes(double* groups, int count)
    {
        Groups(groups, (count + Rules.GroupElements - 1) / Rules.GroupElements, Rules.Lanes);
        for (int half = Rules.Lanes / 2; half > 0; half /= 2)
        {
            for (int lane = 0; lane < half; lane++)
            {
                groups[lane] += groups[lane + half];
            }
        }

        return groups[0];
    }
}
