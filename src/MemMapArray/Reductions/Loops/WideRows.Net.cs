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
internal readonly unsafe struct WideRows<T>
    where T : unmanaged
{
    // So many that what is folded does not count.
    private const int Fewest = 16;

    private const int MostRows = (Rules.RowsPerLeaf / Fewest) + Rules.RowsAhead;

    private readonly int _columns;

    /// <summary>Finds wide rows where rows lie without gaps, or copies. Rows that have enough columns stay what they are.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="rowCount">How many.</param>
    /// <param name="columns">How many columns they have.</param>
    /// <param name="repeats">What lacks of the last wide row is its last row again; otherwise zeros.</param>
    /// <param name="memory">Room for pointers and copies: <see cref="MemoryFor"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public WideRows(T** rows, int rowCount, int columns, bool repeats, byte* memory)
    {
        Rows = rows;
        (Count, Length, _columns) = (rowCount, columns, columns);
        if (!AreFor(columns))
        {
            return;
        }

        // A power of two, and enough for a vector.
        int atATime = Fewest;
        while (atATime * columns * sizeof(T) < CacheLine.Bytes)
        {
            atATime *= 2;
        }

        Rows = (T**)memory;
        Length = atATime * columns;
        int inPlace = AreDense(rows, rowCount, columns) ? rowCount / atATime * atATime : 0;
        Count = inPlace / atATime;
        for (int i = 0; i < MostRows; i++)
        {
            Rows[i] = rows[0] + (i * Length);
        }

        T* copy = (T*)(Rows + MostRows), to = copy;
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

        for (; copy < to; copy += Length)
        {
            Rows[Count++] = copy;
        }
    }

    /// <summary>Room for what is known of one wide row, in columns, and for a vector behind it.</summary>
    public static int MostColumns => (Fewest + 1) * CacheLine.Bytes / sizeof(T);

    /// <summary>The rows, and behind them those that are worth a prefetch.</summary>
    public T** Rows { get; }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>How many columns each has.</summary>
    public int Length { get; }

    /// <summary>Whether so many columns are too few for a vector.</summary>
    public static bool AreFor(int columns) => columns * sizeof(T) < CacheLine.Bytes;

    /// <summary>How many bytes the wide rows of a leaf take; none where there are enough columns.</summary>
    public static int MemoryFor(int columns) => AreFor(columns) ? (MostRows * sizeof(T*)) + (Rules.RowsPerLeaf * CacheLine.Bytes) : 0;

    /// <summary>Adds up what is known of a wide row's columns, by halves. Vectors reach beyond them, where nothing is wanted any more: there
    /// is one more behind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fold<TSum>(TSum* sums)
        where TSum : unmanaged
    {
        for (int half = Length / 2; half >= _columns; half /= 2)
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
