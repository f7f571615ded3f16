using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Elements;

/// <summary>
/// When sums in doubles are exact, and their way to digits. A number <c>M = 1.5 * 2^(52 + p)</c> that is added rounds to multiples of
/// <c>2^p</c>, and the bits of the sum less those of M are the multiple, as an integer.
/// </summary>
/// <typeparam name="T">The element type. Positions count from the lowest bit of its smallest number.</typeparam>
internal static unsafe class Grid<T>
    where T : unmanaged
{
    /// <summary>How many digits are stored: four, and one that takes what is carried.</summary>
    public const int DigitsStored = 5;

    private const int MantissaBits = 53;

    // Above the lowest bit of the first digit: three digits, and what is split off for a fourth.
    private const int HighestBits = (3 * 32) + 50;

    /// <summary>The largest scale, and the last digit, that numbers like M are made of without overflow.</summary>
    public static int MaxScale => typeof(T) == typeof(double) ? 1950 : int.MaxValue;

    public static int MaxDigit => typeof(T) == typeof(double) ? 60 : int.MaxValue;

    /// <summary>Sums of up to 2^<paramref name="bits"/> such elements are exact.</summary>
    public static bool IsPlain(in Exponents<T> found, int bits) =>
        found.AreFinite && found.High + bits - found.Low <= MantissaBits;

    /// <summary>Sums of the upper and of the lower parts of up to 2^<paramref name="bits"/> such elements are exact.</summary>
    /// <param name="found">The elements' exponents.</param>
    /// <param name="scale">What the elements were thought to be below.</param>
    /// <param name="bits">How many they are.</param>
    public static bool IsSplit(in Exponents<T> found, int scale, int bits) =>
        found.AreZeros
        || (found.High <= scale && found.Low >= Upper(scale, bits) + bits - (2 * MantissaBits) && found.Low >> 5 <= MaxDigit);

    /// <summary>The number M that splits elements below 2^<paramref name="scale"/>.</summary>
    public static double Splitter(int scale, int bits) => OneAndAHalf(Upper(scale, bits));

    /// <summary>What the elements are below that a number splits.</summary>
    public static int ScaleOf(double splitter, int bits) =>
        (int)(BitConverter.DoubleToInt64Bits(splitter) >> 52) - 1023 - Digits<T>.Lowest - bits;

    /// <summary>The digits that are stored for multiples of 2^<paramref name="low"/> hold sums below 2^<paramref name="high"/>.</summary>
    public static bool Holds(int low, int high) => low >> 5 <= MaxDigit && high <= (low & -32) + HighestBits;

    /// <summary>Stores the sums of lanes as one state.</summary>
    /// <param name="sums">The sums, or those of upper parts and then those of lower ones. They are used up.</param>
    /// <param name="count">How many: a multiple of 8.</param>
    /// <param name="low">They are multiples of 2^low.</param>
    /// <param name="state">Takes the state.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StoreOne(double* sums, int count, int low, byte* state)
    {
        int digit = low >> 5;
        long* digits = DigitPlanes<T>.At(state, digit, 1);
        *DigitPlanes<T>.Ranges(state) = new(digit, digit + DigitsStored);

        // From the highest digit down, each taken from what the ones before have left.
        for (int next = DigitsStored - 2; next >= 0; next--)
        {
            Vector512<double> splitter = Vector512.Create(SplitterOfDigit(digit + next));
            Vector512<long> total = default;
            for (int lane = 0; lane < count; lane += Vector512<double>.Count)
            {
                Vector512<double> rest = Vector512.Load(sums + lane), sum = rest + splitter;
                total += sum.AsInt64() - splitter.AsInt64();
                (rest - (sum - splitter)).Store(sums + lane);
            }

            digits[next] = Vector512.Sum(total);
        }

        digits[DigitsStored - 1] = 0;
    }

    /// <summary>Stores the sums of columns as a state each.</summary>
    /// <param name="upper">The sums, or those of upper parts. They are used up.</param>
    /// <param name="lower">Those of lower parts, or nothing.</param>
    /// <param name="columns">How many.</param>
    /// <param name="low">They are multiples of 2^low.</param>
    /// <param name="states">Takes the states.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store(double* upper, double* lower, int columns, int low, byte* states)
    {
        int digit = low >> 5, whole = columns & -Vector512<double>.Count;
        new Span<SumRange>(DigitPlanes<T>.Ranges(states), columns).Fill(new(digit, digit + DigitsStored));
        long* plane = DigitPlanes<T>.At(states, digit + DigitsStored - 1, columns);
        new Span<long>(plane, columns).Clear();
        for (int next = DigitsStored - 2; next >= 0; next--)
        {
            plane -= columns;
            Vector512<double> splitter = Vector512.Create(SplitterOfDigit(digit + next));
            for (int column = 0; column < whole; column += Vector512<double>.Count)
            {
                Vector512<double> rest = Vector512.Load(upper + column), sum = rest + splitter;
                Vector512<long> taken = sum.AsInt64() - splitter.AsInt64();
                (rest - (sum - splitter)).Store(upper + column);
                if (lower != null)
                {
                    rest = Vector512.Load(lower + column);
                    sum = rest + splitter;
                    taken += sum.AsInt64() - splitter.AsInt64();
                    (rest - (sum - splitter)).Store(lower + column);
                }

                taken.Store(plane + column);
            }

            for (int column = whole; column < columns; column++)
            {
                plane[column] = TakeDigit(ref upper[column], splitter.ToScalar())
                    + (lower == null ? 0 : TakeDigit(ref lower[column], splitter.ToScalar()));
            }
        }
    }

    private static long TakeDigit(ref double rest, double splitter)
    {
        double sum = rest + splitter;
        rest -= sum - splitter;
        return BitConverter.DoubleToInt64Bits(sum) - BitConverter.DoubleToInt64Bits(splitter);
    }

    private static double SplitterOfDigit(int digit) => OneAndAHalf((32 * digit) + MantissaBits - 1);


    // A sum of upper parts may use all bits of a double: they are multiples of what is 52 bits below this.
    private static int Upper(int scale, int bits) => Math.Max(scale + bits, MantissaBits - 1);

    private static double OneAndAHalf(int position) =>
        BitConverter.Int64BitsToDouble(((long)(position + Digits<T>.Lowest + 1023) << 52) | (1L << 51));
}
