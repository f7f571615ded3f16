using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary>What is known of columns while their rows are summed: sums, or those of upper and of lower parts and the numbers that split
/// them, and exponents.</summary>
/// <remarks>The last step overlaps the one before it, so it has slots of its own. In the end they come into their columns'
/// places.</remarks>
/// <typeparam name="T">The element type. Only doubles are split.</typeparam>
internal readonly unsafe struct ColumnSums<T>
    where T : unmanaged
{
    /// <summary>A column may be so many binades larger than its first rows.</summary>
    public const int Margin = 4;

    // A leaf has 2^7 rows.
    private const int Bits = 7;

    private readonly int _columns;

    /// <param name="memory">Room for the slots.</param>
    /// <param name="slots">How many.</param>
    /// <param name="columns">How many columns.</param>
    public ColumnSums(byte* memory, int slots, int columns)
    {
        (Slots, _columns) = (slots, columns);
        Upper = (double*)memory;
        Lower = Upper + slots;
        Splitters = Lower + slots;
        Least = (byte*)(Splitters + slots);
        Most = Least + (slots * ExponentBytes);
    }

    /// <summary>The memory of a slot.</summary>
    public static int SlotBytes => (3 * sizeof(double)) + (2 * ExponentBytes);

    public static int ExponentBytes => typeof(T) == typeof(double) ? sizeof(ulong) : sizeof(uint);

    public int Slots { get; }

    public double* Upper { get; }

    public double* Lower { get; }

    public double* Splitters { get; }

    public byte* Least { get; }

    public byte* Most { get; }

    /// <summary>Begins without a notion of the elements' size.</summary>
    public void ClearSplitters() => new Span<double>(Splitters, Slots).Clear();

    /// <summary>Makes the numbers that split elements which are at most so many binades larger than those that were seen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SetSplitters(int margin)
    {
        for (int slot = 0; slot < Slots; slot++)
        {
            int scale = (int)(((ulong*)Most)[slot] >> 53) + Digits<T>.Fraction + margin;
            Splitters[slot] = Grid<T>.Splitter(Math.Min(scale, Grid<T>.MaxScale), Bits);
        }
    }

    /// <summary>The sums of all columns are exact, and can become digits together.</summary>
    /// <param name="found">The exponents of all columns.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool AreExact(out Exponents<T> found)
    {
        Vector512<uint> least = Vector512<uint>.AllBitsSet, most = default;
        Vector512<int> misfits = default;
        for (int slot = 0; slot < Slots; slot += Vector512<byte>.Count / ExponentBytes)
        {
            var low = Vector512.Load((uint*)(Least + (slot * ExponentBytes)));
            var high = Vector512.Load((uint*)(Most + (slot * ExponentBytes)));
            least = Vector512.Min(least, low);
            most = Vector512.Max(most, high);
            misfits |= Misfits(low, high, (ulong*)Splitters + slot);
        }

        uint* all = stackalloc uint[2 * Vector512<uint>.Count];
        least.Store(all);
        most.Store(all + Vector512<uint>.Count);
        found = Exponents<T>.Of(all, all + Vector512<uint>.Count);
        return misfits == default && IsWithinDigits(found, found.Low);
    }

    /// <summary>Many columns would be exact, were they split otherwise.</summary>
    public bool AreMisjudged()
    {
        int misjudged = 0;
        for (int slot = 0; slot < Slots; slot++)
        {
            Exponents<T> found = ExponentsOf(slot);
            misjudged += found.AreFinite && found.High > ScaleOf(slot) ? 1 : 0;
        }

        return misjudged > Slots / 16;
    }

    /// <summary>Stores the states of all columns, which are exact.</summary>
    /// <param name="found">Their exponents.</param>
    /// <param name="states">Takes the states.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Store(in Exponents<T> found, byte* states)
    {
        MoveLast(Upper, sizeof(double));
        MoveLast(Lower, sizeof(double));
        if (found.AreZeros)
        {
            new Span<SumRange>(DigitPlanes<T>.Ranges(states), _columns).Clear();
            return;
        }

        Grid<T>.Store(Upper, typeof(T) == typeof(double) ? Lower : null, _columns, found.Low, states);
    }

    /// <summary>The same where not all are exact.</summary>
    /// <param name="states">Takes the states of those that are.</param>
    /// <param name="others">Takes the numbers of the others.</param>
    /// <returns>How many those are.</returns>
    public int StoreSome(byte* states, int* others)
    {
        MoveLast(Least, ExponentBytes);
        MoveLast(Most, ExponentBytes);
        MoveLast(Splitters, sizeof(double));
        MoveLast(Upper, sizeof(double));
        MoveLast(Lower, sizeof(double));
        int low = int.MaxValue, count = 0;
        for (int column = 0; column < _columns; column++)
        {
            Exponents<T> found = ExponentsOf(column);
            low = IsExact(found, column) && !found.AreZeros ? Math.Min(low, found.Low) : low;
        }

        for (int column = 0; column < _columns; column++)
        {
            Exponents<T> found = ExponentsOf(column);
            if (!IsExact(found, column) || !(found.AreZeros || IsWithinDigits(found, low)))
            {
                others[count++] = column;
                (Upper[column], Lower[column]) = (0, 0);
            }
        }

        Grid<T>.Store(Upper, typeof(T) == typeof(double) ? Lower : null, _columns, low == int.MaxValue ? 0 : low, states);
        return count;
    }

    // What the exponents of each lane's column are too far apart for. Here they are still as they lie in the elements.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Misfits(Vector512<uint> least, Vector512<uint> most, ulong* splitters)
    {
        if (typeof(T) == typeof(double))
        {
            // Exponents.High > scale, or Low < scale + 2 * Bits - 106.
            Vector512<int> low = Vector512.Max((least.AsUInt64() >> 53).AsInt32(), Vector512.Create(1L).AsInt32());
            Vector512<int> high = (most.AsUInt64() >> 53).AsInt32(), splitter = (Vector512.Load(splitters) >> 52).AsInt32();
            return Vector512.GreaterThan(high + Vector512.Create((long)(Bits + 1)).AsInt32(), splitter)
                | Vector512.GreaterThan(splitter, low + Vector512.Create((long)(54 - Bits)).AsInt32());
        }

        // High + Bits - Low > 53, or not finite.
        Vector512<int> lower = Vector512.Max((least >>> Exponents<T>.Shift).AsInt32(), Vector512<int>.One);
        Vector512<int> upper = (most >>> Exponents<T>.Shift).AsInt32();
        return Vector512.GreaterThan(upper, lower + Vector512.Create(52 - Bits - Digits<T>.Fraction))
            | Vector512.GreaterThan(upper, Vector512.Create(Exponents<T>.Special - 1));
    }

    // The largest sums are below the digits that are stored from that of the lowest bit on.
    private static bool IsWithinDigits(in Exponents<T> found, int low) =>
        found.AreZeros || Grid<T>.Holds(low, found.High + Margin + Bits);

    private bool IsExact(in Exponents<T> found, int slot) =>
        typeof(T) == typeof(double) ? found.AreFinite && Grid<T>.IsSplit(found, ScaleOf(slot), Bits) : Grid<T>.IsPlain(found, Bits);

    private int ScaleOf(int slot) => Grid<T>.ScaleOf(Splitters[slot], Bits);

    private Exponents<T> ExponentsOf(int slot) => typeof(T) == typeof(double)
        ? new((uint)(((ulong*)Least)[slot] >> 32), (uint)(((ulong*)Most)[slot] >> 32))
        : new(((uint*)Least)[slot], ((uint*)Most)[slot]);

    private void MoveLast(void* values, int size)
    {
        int step = SumExactly<T>.Width * size, end = Slots * size;
        Buffer.MemoryCopy((byte*)values + end - step, (byte*)values + ((long)_columns * size) - step, step, step);
    }
}
