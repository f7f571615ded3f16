using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Elements;

namespace MemMap.Reductions.Loops;

/// <summary>
/// Products as a mantissa and an exponent that does not overflow, in plain loops: the rules of sums, with factors for addends. Powers of
/// two are split off and put
/// back exactly, so where that happens is of no consequence to the bits.
/// </summary>
internal static unsafe class ScalarMultiply
{
    private const int MantissaBits = 52;
    private const int Bias = 1023;
    private const int ExponentMask = 0x7FF;
    private const int TinyShift = 54;
    private const double TwoToTinyShift = 1L << TinyShift;
    private const double SmallestNormal = 2.2250738585072014E-308;

    /// <summary>The value's mantissa, from 1 to below 2, and its exponent added to <paramref name="exponent"/>. Zero, infinity and NaN as
    /// they are.</summary>
    public static double Split(double value, ref long exponent)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int biased = (int)(bits >> MantissaBits) & ExponentMask;
        if (biased == 0 && value != 0)
        {
            bits = BitConverter.DoubleToInt64Bits(value * TwoToTinyShift);
            biased = ((int)(bits >> MantissaBits) & ExponentMask) - TinyShift;
        }
        else if (biased is 0 or ExponentMask)
        {
            return value;
        }

        exponent += biased - Bias;
        return BitConverter.Int64BitsToDouble((bits & ~((long)ExponentMask << MantissaBits)) | ((long)Bias << MantissaBits));
    }

    /// <summary>The double that a mantissa from 1 to below 2 and an exponent are, rounded once where it is too small for all its
    /// bits.</summary>
    public static double Join(double mantissa, long exponent)
    {
        if (exponent > Bias)
        {
            return mantissa * double.PositiveInfinity;
        }

        return exponent > -Bias
            ? mantissa * PowerOfTwo((int)exponent)
            : mantissa * SmallestNormal * PowerOfTwo((int)Math.Max(exponent + Bias - 1, 2 - Bias));
    }

    /// <summary>Multiplies the lanes of groups by elements <paramref name="start"/> to <paramref name="count"/> of a block.</summary>
    public static void MultiplyLanes<T>(T* elements, int start, int count, double* groups, ref long exponent)
        where T : unmanaged
    {
        for (int i = start; i < count; i++)
        {
            groups[ScalarSum.LaneOf(i)] *= Split(Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i)), ref exponent);
        }
    }

    /// <summary>The product of one column over the rows of a leaf: groups of rows in order, which merge as a tree.</summary>
    public static double Column<T>(T** rows, int rowCount, int column, out long exponent)
        where T : unmanaged
    {
        double* groups = stackalloc double[Rules.GroupsPerLeaf];
        int groupCount = (rowCount + Rules.RowsPerGroup - 1) / Rules.RowsPerGroup;
        exponent = 0;
        for (int group = 0; group < groupCount; group++)
        {
            double product = 1;
            for (int row = group * Rules.RowsPerGroup; row < Math.Min(rowCount, (group + 1) * Rules.RowsPerGroup); row++)
            {
                product *= Split(Element.ToDouble(Unsafe.ReadUnaligned<T>(rows[row] + column)), ref exponent);
            }

            groups[group] = product;
        }

        FoldGroups(groups, groupCount, 1);
        return Split(groups[0], ref exponent);
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
            groups[lane] = Split(groups[lane], ref exponent);
        }

        for (int half = Rules.Lanes / 2; half > 0; half /= 2)
        {
            for (int lane = 0; lane < half; lane++)
            {
                groups[lane] *= groups[lane + half];
            }
        }

        return Split(groups[0], ref exponent);
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + Bias) << MantissaBits);
}
