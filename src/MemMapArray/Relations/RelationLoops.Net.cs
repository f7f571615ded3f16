using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Relations;

/// <content>With vectors.</content>
internal static unsafe partial class RelationLoops
{
    private const int Lanes = Products.Padding;

    /// <summary>Takes the means off the rows of a matrix, in two steps: the first row, then the mean of what is left.</summary>
    /// <param name="rows">The rows, at least one.</param>
    /// <param name="stride">From one to the next.</param>
    /// <param name="count">How many.</param>
    /// <param name="columns">How many columns: whole vectors.</param>
    /// <param name="centres">For each column the mean of what is left after the first step.</param>
    /// <param name="mores">And the mean of what is left after the second.</param>
    [MethodImpl(HotPath.Optimized)]
    public static void Centre(double* rows, int stride, int count, int columns, double* centres, double* mores)
    {
        var divisor = Vector512.Create((double)count);
        for (int i = 0; i < columns; i += Lanes)
        {
            double* row = rows + i, end = row + ((long)count * stride);
            Vector512<double> first = Vector512.Load(row), sum = default;
            for (double* x = row; x < end; x += stride)
            {
                sum += Vector512.Load(x) - first;
            }

            Vector512<double> centre = sum / divisor, more = default;
            for (double* x = row; x < end; x += stride)
            {
                Vector512<double> number = Vector512.Load(x) - first - centre;
                number.Store(x);
                more += number;
            }

            centre.Store(centres + i);
            (more / divisor).Store(mores + i);
        }
    }

    /// <summary>Adds products of other rows, and those of a shift between both.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Add(double* to, double* from, double share, double* shifts, int count)
    {
        Vector512<double> factor = Vector512.Create(share);
        int i = 0;
        for (; i <= count - Lanes; i += Lanes)
        {
            (Vector512.Load(to + i) + (Vector512.Load(from + i) + (factor * Vector512.Load(shifts + i)))).Store(to + i);
        }

        AddFrom(i, to, from, share, shifts, count);
    }

    /// <summary>Puts columns side by side.</summary>
    /// <param name="from">The rows.</param>
    /// <param name="fromStride">From one to the next.</param>
    /// <param name="rows">How many.</param>
    /// <param name="columns">How many elements each has.</param>
    /// <param name="to">The columns.</param>
    /// <param name="toStride">From one to the next.</param>
    [MethodImpl(HotPath.Optimized)]
    public static void Transpose(double* from, int fromStride, int rows, int columns, double* to, int toStride)
    {
        int row = 0;
        for (; Avx.IsSupported && columns > 1 && row <= rows - 4; row += 4)
        {
            double* first = from + ((long)row * fromStride), second = first + fromStride, third = second + fromStride, fourth = third + fromStride;
            double* column = to + row;
            int i = 0;
            while (true)
            {
                // Pairs of columns of four rows; the halves of a register are two rows apart.
                Vector256<double> even = Vector256.Create(Vector128.Load(first + i), Vector128.Load(third + i));
                Vector256<double> odd = Vector256.Create(Vector128.Load(second + i), Vector128.Load(fourth + i));
                Avx.UnpackLow(even, odd).Store(column);
                Avx.UnpackHigh(even, odd).Store(column + toStride);
                if (i == columns - 2)
                {
                    break;
                }

                // The last pair may have a column of the one before.
                int step = i == columns - 3 ? 1 : 2;
                i += step;
                column += (long)step * toStride;
            }
        }

        TransposeFrom(row, from, fromStride, rows, columns, to, toStride);
    }
}
