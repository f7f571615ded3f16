using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary>
/// Rows of fewer columns than a vector has lanes: some are taken as one, so that the lanes are full. What becomes of a wide row's columns
/// is folded by halves, until one row is left.
/// </summary>
/// <remarks>
/// <code>
///   rows of 3 columns:  a b c | a b c | a b c | a b c        one for 4 of them:  a b c a b c a b c a b c
/// </code>
/// </remarks>
internal static unsafe class WideRows<T>
    where T : unmanaged
{
    /// <summary>Room for the pointers: the wide rows of a leaf, and those that are worth a prefetch.</summary>
    public const int MostRows = (Rules.RowsPerLeaf / Fewest) + Rules.RowsAhead;

    // So many that what is folded does not count.
    private const int Fewest = 16;

    /// <summary>Room for a copy of a leaf's rows, in elements.</summary>
    public static int CopyLength => Rules.RowsPerLeaf * CacheLine.Bytes / sizeof(T);

    /// <summary>Room for one wide row, in elements, and for a vector behind it.</summary>
    public static int RowLength => (Fewest + 1) * CacheLine.Bytes / sizeof(T);

    /// <summary>Whether so many columns are too few for a vector.</summary>
    public static bool AreFor(int columns) => columns * sizeof(T) < CacheLine.Bytes;

    /// <summary>How many rows are taken as one: a power of two, and enough for a vector.</summary>
    public static int RowsAtATime(int columns)
    {
        int rows = Fewest;
        while (rows * columns * sizeof(T) < CacheLine.Bytes)
        {
            rows *= 2;
        }

        return rows;
    }

    /// <summary>Finds wide rows where rows lie without gaps, or copies.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="rowCount">How many.</param>
    /// <param name="columns">How many columns they have.</param>
    /// <param name="repeats">What lacks of the last wide row is its last row again; otherwise zeros.</param>
    /// <param name="copy">Room for copies: <see cref="CopyLength"/>.</param>
    /// <param name="wide">Takes the wide rows: <see cref="MostRows"/>.</param>
    /// <returns>How many wide rows there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Find(T** rows, int rowCount, int columns, bool repeats, T* copy, T** wide)
    {
        int atATime = RowsAtATime(columns), length = atATime * columns;
        int inPlace = AreDense(rows, rowCount, columns) ? rowCount / atATime * atATime : 0;
        int count = inPlace / atATime;
        for (int i = 0; i < MostRows; i++)
        {
            wide[i] = rows[0] + (i * length);
        }

        T* to = copy;
        for (int row = inPlace; row < rowCount; row++, to += columns)
        {
            Unsafe.CopyBlockUnaligned(to, rows[row], (uint)(columns * sizeof(T)));
        }

        for (int rest = (rowCount - inPlace) % atATime; rest != 0 && rest < atATime; rest++, to += columns)
        {
            if (repeats)
            {
                Unsafe.CopyBlockUnaligned(to, to - columns, (uint)(columns * sizeof(T)));
            }
            else
            {
                Unsafe.InitBlockUnaligned(to, 0, (uint)(columns * sizeof(T)));
            }
        }

        for (; copy < to; copy += length)
        {
            wide[count++] = copy;
        }

        return count;
    }

    /// <summary>Adds up what is known of a wide row's columns, by halves. Vectors reach beyond them, where nothing is wanted any more: there
    /// is one more behind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fold<TSum>(TSum* sums, int length, int columns)
        where TSum : unmanaged
    {
        for (int half = length / 2; half >= columns; half /= 2)
        {
            for (int i = 0; i < half; i += Vector512<TSum>.Count)
            {
                (Vector512.Load(sums + i) + Vector512.Load(sums + half + i)).Store(sums + i);
            }
        }
    }

    // Rows may jump anywhere between two of them, where several axes are reduced.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AreDense(T** rows, int rowCount, int columns)
    {
        long bytes = columns * sizeof(T);
        Vector512<long> expected = Vector512.Create((long)rows[0]) + (Vector512<long>.Indices * bytes), differences = default;
        int row = 0;
        for (; row <= rowCount - Vector512<long>.Count; row += Vector512<long>.Count)
        {
            differences |= Vector512.Load((long*)rows + row) ^ expected;
            expected += Vector512.Create(Vector512<long>.Count * bytes);
        }

        bool areDense = differences == default;
        for (; row < rowCount; row++)
        {
            areDense &= rows[row] == rows[0] + (row * columns);
        }

        return areDense;
    }
}
