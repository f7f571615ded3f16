using System;

namespace MemMap.Reductions.Loops;

/// <summary>Products of elements that doubles hold exactly: the plain loops, where the framework has no vectors of 512 bits.</summary>
internal static unsafe class Multiply
{
    /// <summary>The mantissa of a block's product.</summary>
    public static double Block<T>(T* elements, int count, out long exponent)
        where T : unmanaged
    {
        double* groups = stackalloc double[Rules.GroupsPerBlock * Rules.Lanes];
        new Span<double>(groups, Rules.GroupsPerBlock * Rules.Lanes).Fill(1);
        exponent = 0;
        ScalarMultiply.MultiplyLanes(elements, 0, count, groups, ref exponent);
        return ScalarMultiply.Fold(groups, count, ref exponent);
    }

    /// <summary>The product of each column.</summary>
    public static void Rows<T>(T** rows, int rowCount, int columns, double* mantissas, long* exponents)
        where T : unmanaged
    {
        for (int column = 0; column < columns; column++)
        {
            mantissas[column] = ScalarMultiply.Column(rows, rowCount, column, out exponents[column]);
        }
    }
}
