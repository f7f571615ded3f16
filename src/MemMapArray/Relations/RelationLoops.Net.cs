using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Relations;

/// <content>With vectors.</content>
internal static unsafe partial class RelationLoops
{
    private const int Lanes = Products.Padding;

    /// <summary>Takes two rows off the rows of a matrix, one after the other, and adds up what is left, row by row.</summary>
    /// <param name="from">The rows.</param>
    /// <param name="fromStride">From one to the next.</param>
    /// <param name="to">Where to; it may be the same place.</param>
    /// <param name="toStride">From one to the next.</param>
    /// <param name="rows">How many.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="first">What is taken off first.</param>
    /// <param name="second">What is taken off then.</param>
    /// <param name="sums">The sums of the columns.</param>
    [MethodImpl(HotPath.Optimized)]
    public static void Shift(
        double* from, int fromStride, double* to, int toStride, int rows, int columns, double* first, double* second, double* sums)
    {
        int i = 0;
        for (; i <= columns - Lanes; i += Lanes)
        {
            Vector512<double> one = Vector512.Load(first + i), other = Vector512.Load(second + i), sum = Vector512.Load(sums + i);
            double* x = from + i, z = to + i;
            for (int row = 0; row < rows; row++, x += fromStride, z += toStride)
            {
                Vector512<double> number = Vector512.Load(x) - one - other;
                number.Store(z);
                sum += number;
            }

            sum.Store(sums + i);
        }

        ShiftFrom(i, from, fromStride, to, toStride, rows, columns, first, second, sums);
    }

    /// <summary>Adds products of other rows, and those of a shift between both.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Add(double* to, double* from, double shift, double* shifts, int count)
    {
        Vector512<double> factor = Vector512.Create(shift);
        int i = 0;
        for (; i <= count - Lanes; i += Lanes)
        {
            (Vector512.Load(to + i) + (Vector512.Load(from + i) + (factor * Vector512.Load(shifts + i)))).Store(to + i);
        }

        AddFrom(i, to, from, shift, shifts, count);
    }

    /// <summary>Takes off products what the rows' sums are of them.</summary>
    /// <param name="products">The products of one column with others.</param>
    /// <param name="nothing">0, or NaN where the column has no mean.</param>
    /// <param name="share">The mean of the column.</param>
    /// <param name="sums">The sums of the others.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(HotPath.Optimized)]
    public static void Correct(double* products, double nothing, double share, double* sums, int count)
    {
        Vector512<double> none = Vector512.Create(nothing), factor = Vector512.Create(share);
        int i = 0;
        for (; i <= count - Lanes; i += Lanes)
        {
            Vector512<double> sum = Vector512.Load(sums + i);
            (Vector512.Load(products + i) + (none + (sum * Vector512<double>.Zero) - (factor * sum))).Store(products + i);
        }

        CorrectFrom(i, products, nothing, share, sums, count);
    }
}
