using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <content>Rows of few columns of types whose elements are converted many at a time: the leaf becomes one of doubles first.</content>
internal static unsafe partial class SumRows<T>
    where T : unmanaged
{
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AsDoubles(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
    {
        double** doubles = stackalloc double*[Rules.RowsPerLeaf];
        double* memory = stackalloc double[Rules.RowsPerLeaf * Rules.Lanes / 2], to = memory;
        for (int row = 0; row < rowCount; row++)
        {
            doubles[row] = memory + (row * columns);
        }

        if (WideRows<T>.AreFor(columns))
        {
            byte* wideMemory = stackalloc byte[WideRows<T>.MemoryFor(columns)];
            var wide = new WideRows<T>(rows, rowCount, columns, repeats: false, wideMemory);
            for (int row = 0; row < wide.Count; row++, to += wide.Length)
            {
                Widen(wide.Rows[row], wide.Length, to);
            }
        }
        else
        {
            for (int row = 0; row < rowCount; row++)
            {
                _ = LoadPivots<T>.FromRow(rows[row], columns, doubles[row]);
            }
        }

        SumRows<double>.OfFewColumns(doubles, rowCount, columns, pivots, sums, squares);
    }

    // Of a wide row, whose length is a multiple of that.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen(T* from, int count, double* to)
    {
        for (int i = 0; i < count; i += Rules.Lanes / 2)
        {
            Lanes.LoadHalf(from + i, out Vector512<double> x, out Vector512<double> y);
            x.Store(to + i);
            y.Store(to + i + FewLanes.Eight);
        }
    }
}
