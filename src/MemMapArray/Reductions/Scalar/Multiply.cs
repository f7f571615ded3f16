using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Scalar;

/// <summary>
/// Products as a mantissa and an exponent that does not overflow: the rules of sums, with factors for addends. Powers of two are exact, so
/// where they are split off is of no consequence to the bits.
/// </summary>
internal static unsafe class Multiply<T>
    where T : unmanaged
{
    /// <summary>The mantissa of a block's product.</summary>
    public static double Block(T* elements, int count, out long exponent)
    {
        double* groups = stackalloc double[Rules.GroupsPerBlock * Rules.Lanes];
        new Span<double>(groups, Rules.GroupsPerBlock * Rules.Lanes).Fill(1);
        exponent = 0;
        MultiplyLanes(elements, 0, count, groups, ref exponent);
        return Fold(groups, count, ref exponent);
    }

    /// <summary>The product of each column from <paramref name="start"/> on: groups of rows in order, which merge as a tree.</summary>
    public static void Rows(T** rows, int rowCount, int columns, double* mantissas, long* exponents, int start = 0)
    {
        double* groups = stackalloc double[Rules.GroupsPerLeaf];
        int groupCount = (rowCount + Rules.RowsPerGroup - 1) / Rules.RowsPerGroup;
        for (int column = start; column < columns; column++)
        {
            exponents[column] = 0;
            for (int group = 0; group < groupCount; group++)
            {
                double product = 1;
                for (int row = group * Rules.RowsPerGroup; row < Math.Min(rowCount, (group + 1) * Rules.RowsPerGroup); row++)
                {
                    product *= Mantissa.Split(Element.ToDouble(Unsafe.ReadUnaligned<T>(rows[row] + column)), ref exponents[column]);
                }

                groups[group] = product;
            }

            FoldGroups(groups, groupCount, 1);
            mantissas[column] = Mantissa.Split(groups[0], ref exponents[column]);
        }
    }

    /// <summary>Multiplies the lanes of groups by elements <paramref name="start"/> to <paramref name="count"/> of a block.</summary>
    public static void MultiplyLanes(T* elements, int start, int count, double* groups, ref long exponent)
    {
        for (int i = start; i < count; i++)
        {
            groups[Rules.LaneOf(i)] *= Mantissa.Split(Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i)), ref exponent);
        }
    }

    /// <summary>Makes the first of some groups' products of columns those of all, as a tree. At most 2 to the power of 128 each.</summary>
    public static void FoldGroups(double* groups, int groupCount, int columns)
    {
        for (int distance = 1; distance < groupCount; distance *= 2)
        {
            for (int group = 0; group + distance < groupCount; group += 2 * distance)
            {
                double* left = groups + (group * columns), right = left + (distance * columns);
                for (int column = 0; column < columns; column++)
                {
                    left[column] *= right[column];
                }
            }
        }
    }

    /// <summary>One product of the lanes: groups as a tree, then lanes by halves.</summary>
    public static double Fold(double* groups, int count, ref long exponent)
    {
        FoldGroups(groups, (count + Rules.GroupElements - 1) / Rules.GroupElements, Rules.Lanes);
        for (int lane = 0; lane < Rules.Lanes; lane++)
        {
            groups[lane] = Mantissa.Split(groups[lane], ref exponent);
        }

        for (int half = Rules.Lanes / 2; half > 0; half /= 2)
        {
            for (int lane = 0; lane < half; lane++)
            {
                groups[lane] *= groups[lane + half];
            }
        }

        return Mantissa.Split(groups[0], ref exponent);
    }
}
