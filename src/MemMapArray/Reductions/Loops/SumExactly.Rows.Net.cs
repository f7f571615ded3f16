using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <content>Columns: each has a sum, and exponents, of its own. The sums of all become digits together.</content>
internal static unsafe partial class SumExactly<T>
    where T : unmanaged
{
    // The first rows tell what to expect of a column.
    private const int SampleRows = 4;

    // All that is stored here: ranges, and both parts of pairs.
    private const int PairPlanes = 3;

    /// <summary>How many columns a step takes.</summary>
    public static int Width => typeof(T) == typeof(double) ? 8 : 16;

    /// <summary>Makes the states of columns, or says which are to be done one by one.</summary>
    /// <returns>How many those are.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Rows(T** rows, int rowCount, int columns, byte* states, int* others)
    {
        if (columns < Width)
        {
            return FewColumns(rows, rowCount, columns, states, others);
        }

        int slots = (columns + Width - 1) / Width * Width;
        byte* memory = stackalloc byte[(slots * ColumnSums<T>.SlotBytes) + CacheLine.Bytes];
        var sums = new ColumnSums<T>((byte*)CacheLine.After(memory), slots, columns);
        if (typeof(T) == typeof(double))
        {
            sums.ClearSplitters();
            int some = Math.Min(rowCount, SampleRows);
            WalkColumns.Of(rows, some, columns, new Step(sums));
            sums.SetSplitters(some == rowCount ? 0 : ColumnSums<T>.Margin);
        }

        WalkColumns.Of(rows, rowCount, columns, new Step(sums));
        bool areExact = sums.AreExact();
        if (typeof(T) == typeof(double) && !areExact && sums.AreMisjudged())
        {
            sums.SetSplitters(0);
            WalkColumns.Of(rows, rowCount, columns, new Step(sums));
            areExact = sums.AreExact();
        }

        sums.Store(states);
        return areExact ? 0 : sums.FindInexact(others);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FewColumns(T** rows, int rowCount, int columns, byte* states, int* others)
    {
        byte* wideMemory = stackalloc byte[WideRows<T>.MemoryFor(columns)];
        var wideRows = new WideRows<T>(rows, rowCount, columns, repeats: false, wideMemory);
        int wide = wideRows.Length;
        byte* wideStates = stackalloc byte[wide * PairPlanes * sizeof(double)];
        int* wideOthers = stackalloc int[wide];
        int found = Rows(wideRows.Rows, wideRows.Count, wide, wideStates, wideOthers), count = 0;
        double* pairs = DigitPlanes<T>.Pairs(wideStates, wide);
        for (int i = 0; i < found; i++)
        {
            int column = wideOthers[i] % columns;
            (pairs[wideOthers[i]], pairs[wideOthers[i] + wide]) = (0, 0);
            if (!new ReadOnlySpan<int>(others, count).Contains(column))
            {
                others[count++] = column;
            }
        }

        // Halves are added, until one row is left.
        for (int half = wide / 2; half >= columns; half /= 2)
        {
            if (AddPlanes.Pairs(pairs, pairs + half, wide, half) < half)
            {
                return Scalar.SumExactly<T>.Rows(rows, rowCount, columns, states, others);
            }
        }

        for (int column = 0; column < columns; column++)
        {
            DigitPlanes<T>.Store(new(pairs[column], pairs[column + wide]), states, column, columns);
        }

        return count;
    }

    private readonly struct Step(ColumnSums<T> sums) : IColumnStep<T>
    {
        public int Width => SumExactly<T>.Width;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take(T** rows, int some, int column, bool isFirst, bool isLast)
        {
            int slot = isLast ? sums.Slots - Width : column;
            double* upper = sums.Upper + slot;
            byte* leasts = sums.Least + (slot * ColumnSums<T>.ExponentBytes), mosts = sums.Most + (slot * ColumnSums<T>.ExponentBytes);
            Vector512<double> a = typeof(T) == typeof(double) ? Vector512.Load(sums.Splitters + slot) : default, b = default;
            Vector512<uint> least = Vector512<uint>.AllBitsSet, most = default;
            if (!isFirst)
            {
                a = Vector512.Load(upper);
                b = Vector512.Load(typeof(T) == typeof(double) ? sums.Lower + slot : upper + 8);
                least = Vector512.Load((uint*)leasts);
                most = Vector512.Load((uint*)mosts);
            }

            if (typeof(T) == typeof(double))
            {
                for (int row = 0; row < some; row++)
                {
                    Prefetch.Step(rows[row + Rules.RowsAhead] + column, 64);
                    AddSplit(Vector512.Load((double*)rows[row] + column), ref a, ref b);
                    Exponents<T>.Include(rows[row] + column, ref least, ref most);
                }

                b.Store(sums.Lower + slot);
            }
            else
            {
                for (int row = 0; row < some; row++)
                {
                    T* elements = rows[row] + column;
                    Prefetch.Step(rows[row + Rules.RowsAhead] + column, 64);
                    Lanes.LoadHalfBeside(elements, out Vector512<double> x, out Vector512<double> y);
                    a += x;
                    b += y;
                    Exponents<T>.Include(elements, ref least, ref most);
                }

                b.Store(upper + 8);
            }

            a.Store(upper);
            least.Store((uint*)leasts);
            most.Store((uint*)mosts);
        }
    }
}
