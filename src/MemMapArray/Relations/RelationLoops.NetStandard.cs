namespace MemMap.Relations;

/// <content>Without vectors.</content>
internal static unsafe partial class RelationLoops
{
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
    public static void Shift(
        double* from, int fromStride, double* to, int toStride, int rows, int columns, double* first, double* second, double* sums) =>
        ShiftFrom(0, from, fromStride, to, toStride, rows, columns, first, second, sums);

    /// <summary>Adds products of other rows, and those of a shift between both.</summary>
    public static void Add(double* to, double* from, double shift, double* shifts, int count) => AddFrom(0, to, from, shift, shifts, count);

    /// <summary>Takes off products what the rows' sums are of them.</summary>
    /// <param name="products">The products of one column with others.</param>
    /// <param name="nothing">0, or NaN where the column has no mean.</param>
    /// <param name="share">The mean of the column.</param>
    /// <param name="sums">The sums of the others.</param>
    /// <param name="count">How many.</param>
    public static void Correct(double* products, double nothing, double share, double* sums, int count) =>
        CorrectFrom(0, products, nothing, share, sums, count);
}
