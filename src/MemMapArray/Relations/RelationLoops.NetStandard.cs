namespace MemMap.Relations;

/// <content>Without vectors.</content>
internal static unsafe partial class RelationLoops
{
    /// <summary>Takes the means off the rows of a matrix, in two steps: the first row, then the mean of what is left.</summary>
    /// <param name="rows">The rows, at least one.</param>
    /// <param name="stride">From one to the next.</param>
    /// <param name="count">How many.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="centres">For each column the mean of what is left after the first step.</param>
    /// <param name="mores">And the mean of what is left after the second.</param>
    public static void Centre(double* rows, int stride, int count, int columns, double* centres, double* mores)
    {
        for (int i = 0; i < columns; i++)
        {
            double* row = rows + i, end = row + ((long)count * stride);
            double first = *row, sum = 0, more = 0;
            for (double* x = row; x < end; x += stride)
            {
                sum += *x - first;
            }

            double centre = centres[i] = sum / count;
            for (double* x = row; x < end; x += stride)
            {
                more += *x = *x - first - centre;
            }

            mores[i] = more / count;
        }
    }

    /// <summary>Adds products of other rows, and those of a shift between both.</summary>
    public static void Add(double* to, double* from, double share, double* shifts, int count) => AddFrom(0, to, from, share, shifts, count);

    /// <summary>Puts columns side by side.</summary>
    /// <param name="from">The rows.</param>
    /// <param name="fromStride">From one to the next.</param>
    /// <param name="rows">How many.</param>
    /// <param name="columns">How many elements each has.</param>
    /// <param name="to">The columns.</param>
    /// <param name="toStride">From one to the next.</param>
    public static void Transpose(double* from, int fromStride, int rows, int columns, double* to, int toStride) =>
        TransposeFrom(0, from, fromStride, rows, columns, to, toStride);
}
