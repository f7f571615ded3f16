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
    public const int Margin = 6;

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
        // Grid.Splitter of Exponents.High and the margin.
        Vector512<int> least = Vector512.Create(1L).AsInt32(), most = Vector512.Create(2046L).AsInt32();
        Vector512<long> distance = Vector512.Create((long)(margin + Bits + 2)), half = Vector512.Create(1L << 51);
        for (int slot = 0; slot < Slots; slot += Vector512<long>.Count)
        {
            Vector512<int> exponent = (Vector512.Load((long*)Most + slot) >>> 53).AsInt32() + distance.AsInt32();
            exponent = Vector512.Min(Vector512.Max(exponent, least), most);
            ((exponent.AsInt64() << 52) | half).AsDouble().Store(Splitters + slot);
        }
    }

    /// <summary>The sums of all columns are exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool AreExact()
    {
        Vector512<int> misfits = default;
        for (int slot = 0; slot < Slots; slot += SumExactly<T>.Width)
        {
            misfits |= Misfits(
                Vector512.Load((uint*)(Least + (slot * ExponentBytes))),
                Vector512.Load((uint*)(Most + (slot * ExponentBytes))),
                (ulong*)Splitters + slot);
        }

        return misfits == default;
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

    /// <summary>Stores the sums of all columns as pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Store(byte* states)
    {
        MoveLast(Upper, sizeof(double));
        MoveLast(Lower, sizeof(double));
        MoveLast(Splitters, sizeof(double));
        new Span<SumRange>(DigitPlanes<T>.Ranges(states), _columns).Fill(SumRange.Pair);
        double* high = DigitPlanes<T>.Pairs(states, _columns), low = high + _columns;
        for (int slot = 0; slot < Slots && typeof(T) == typeof(double); slot += Vector512<double>.Count)
        {
            Vector512<double> upper = Vector512.Load(Upper + slot) - Vector512.Load(Splitters + slot);
            Doubles.TwoSum(upper, Vector512.Load(Lower + slot), out Vector512<double> rest).Store(Upper + slot);
            rest.Store(Lower + slot);
        }

        new Span<double>(Upper, _columns).CopyTo(new(high, _columns));
        if (typeof(T) == typeof(double))
        {
            new Span<double>(Lower, _columns).CopyTo(new(low, _columns));
        }
        else
        {
            new Span<double>(low, _columns).Clear();
        }
    }

    /// <summary>The columns whose sums are not exact.</summary>
    /// <param name="columns">Takes their numbers.</param>
    /// <returns>How many they are.</returns>
    public int FindInexact(int* columns)
    {
        MoveLast(Least, ExponentBytes);
        MoveLast(Most, ExponentBytes);
        int count = 0;
        for (int column = 0; column < _columns; column++)
        {
            Exponents<T> found = ExponentsOf(column);
            bool isExact = typeof(T) == typeof(double)
                ? found.AreFinite && Grid<T>.IsSplit(found, ScaleOf(column), Bits)
                : Grid<T>.IsPlain(found, Bits);
            if (!isExact)
            {
                columns[count++] = column;
            }
        }

        return count;
    }

    // What the exponents of each lane's column are too far apart for. Here they are still as they lie in the elements.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Misfits(Vector512<uint> least, Vector512<uint> most, ulong* splitters)
    {
        if (typeof(T) == typeof(double))
        {
            // Exponents.High > scale, or Low < scale + 2 * Bits - 105.
            Vector512<int> low = Vector512.Max((least.AsUInt64() >> 53).AsInt32(), Vector512.Create(1L).AsInt32());
            Vector512<int> high = (most.AsUInt64() >> 53).AsInt32(), splitter = (Vector512.Load(splitters) >> 52).AsInt32();
            return Vector512.GreaterThan(high + Vector512.Create((long)(Bits + 2)).AsInt32(), splitter)
                | Vector512.GreaterThan(splitter, low + Vector512.Create((long)(54 - Bits)).AsInt32());
        }

        // High + Bits - Low > 53, or not finite.
        Vector512<int> lower = Vector512.Max((least >>> Exponents<T>.Shift).AsInt32(), Vector512<int>.One);
        Vector512<int> upper = (most >>> Exponents<T>.Shift).AsInt32();
        return Vector512.GreaterThan(upper, lower + Vector512.Create(52 - Bits - Digits<T>.Fraction))
            | Vector512.GreaterThan(upper, Vector512.Create(Exponents<T>.Special - 1));
    }

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
