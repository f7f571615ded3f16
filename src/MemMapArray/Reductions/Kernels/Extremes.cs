using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Kernels;

/// <summary>The smallest and the largest of a block or of columns, with vectors where the element type has them.</summary>
internal static unsafe class Extremes
{
    public static MinMaxState<T> OfBlock<T>(T* elements, int count)
        where T : unmanaged
    {
        if (!Vector512<T>.IsSupported || count < 2 * Vector512<T>.Count)
        {
            return ScalarExtremes.OfBlock(elements, count);
        }

        // Twice the first and the last elements do no harm: the last vectors overlap those before them.
        int width = Vector512<T>.Count;
        Vector512<T> min = Vector512.Load(elements), otherMin = Vector512.Load(elements + width), max = min, otherMax = otherMin;
        for (int i = 2 * width; ; i += 2 * width)
        {
            i = i > count - (2 * width) ? count - (2 * width) : i;
            Vector512<T> x = Vector512.Load(elements + i), y = Vector512.Load(elements + i + width);
            min = Vector512.Min(min, x);
            max = Vector512.Max(max, x);
            otherMin = Vector512.Min(otherMin, y);
            otherMax = Vector512.Max(otherMax, y);
            if (i == count - (2 * width))
            {
                break;
            }
        }

        T* lanes = stackalloc T[2 * width];
        Vector512.Min(min, otherMin).Store(lanes);
        Vector512.Max(max, otherMax).Store(lanes + width);
        return new(ScalarExtremes.OfBlock(lanes, width).Min, ScalarExtremes.OfBlock(lanes + width, width).Max);
    }

    public static void OfRows<T>(T** rows, int rowCount, int columns, MinMaxState<T>[] states)
        where T : unmanaged
    {
        int column = 0;
        if (Vector512<T>.IsSupported)
        {
            int width = Vector512<T>.Count;
            T* lanes = stackalloc T[2 * width];
            for (; column <= columns - width; column += width)
            {
                Vector512<T> min = Vector512.Load(rows[0] + column), max = min;
                for (int row = 1; row < rowCount; row++)
                {
                    Vector512<T> x = Vector512.Load(rows[row] + column);
                    min = Vector512.Min(min, x);
                    max = Vector512.Max(max, x);
                }

                min.Store(lanes);
                max.Store(lanes + width);
                for (int lane = 0; lane < width; lane++)
                {
                    states[column + lane] = new(lanes[lane], lanes[width + lane]);
                }
            }
        }

        ScalarExtremes.OfRows(rows, rowCount, column, columns, states);
    }
}
