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
        found.High <= scale && found.Low >= Upper(scale, bits) + bits - (2 * MantissaBits) && found.Low >> 5 <= MaxDigit;

    /// <summary>The number M that splits elements below 2^<paramref name="scale"/>.</summary>
    public static double Splitter(int scale, int bits) => OneAndAHalf(Upper(scale, bits));

    /// <summary>What the elements are below that a number splits.</summary>
    public static int ScaleOf(double splitter, int bits) =>
        (int)(BitConverter.DoubleToInt64Bits(splitter) >> 52) - 1023 - Digits<T>.Lowest - bits;

    /// <summary>The digits that are stored for multiples of 2^<paramref name="low"/> hold sums below 2^<paramref name="high"/>.</summary>
    public static bool Holds(int low, int high) => low >> 5 <= MaxDigit && high <= (low & -32) + HighestBits;

    /// <summary>Stores the sums of lanes as one state.</summary>
    /// <param name="upper">The sums, or those of upper parts.</param>
    /// <param name="lower">Those of lower parts, or nothing.</param>
    /// <param name="lanes">How many: a multiple of 8.</param>
    /// <param name="low">They are multiples of 2^low.</param>
    /// <param name="state">Takes the state.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StoreOne(double* upper, double* lower, int lanes, int low, byte* state)
    {
        int digit = low >> 5;
        Vector512<long> a = default, b = default, c = default, d = default;
        for (int lane = 0; lane < lanes; lane += Vector512<double>.Count)
        {
            AddDigits(Vector512.Load(upper + lane), digit, ref a, ref b, ref c, ref d);
            if (lower != null)
            {
                AddDigits(Vector512.Load(lower + lane), digit, ref a, ref b, ref c, ref d);
            }
        }

        *DigitPlanes<T>.Ranges(state) = new(digit, digit + DigitsStored);
        long* digits = DigitPlanes<T>.At(state, digit, 1);
        (digits[0], digits[1], digits[2], digits[3]) = (Vector512.Sum(a), Vector512.Sum(b), Vector512.Sum(c), Vector512.Sum(d));
        digits[4] = 0;
    }

    /// <summary>Stores the sums of columns, at least 8, as a state each.</summary>
    /// <param name="upper">The sums, or those of upper parts.</param>
    /// <param name="lower">Those of lower parts, or nothing.</param>
    /// <param name="columns">How many.</param>
    /// <param name="low">They are multiples of 2^low.</param>
    /// <param name="states">Takes the states.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store(double* upper, double* lower, int columns, int low, byte* states)
    {
        int digit = low >> 5;
        new Span<SumRange>(DigitPlanes<T>.Ranges(states), columns).Fill(new(digit, digit + DigitsStored));
        long* digits = DigitPlanes<T>.At(states, digit, columns);
        for (int next = 0; next < columns; next += Vector512<double>.Count)
        {
            int column = Math.Min(next, columns - Vector512<double>.Count);
            Vector512<long> a = default, b = default, c = default, d = default;
            AddDigits(Vector512.Load(upper + column), digit, ref a, ref b, ref c, ref d);
            if (lower != null)
            {
                AddDigits(Vector512.Load(lower + column), digit, ref a, ref b, ref c, ref d);
            }

            long* to = digits + column;
            a.Store(to);
            b.Store(to + columns);
            c.Store(to + (2L * columns));
            d.Store(to + (3L * columns));
            Vector512<long>.Zero.Store(to + (4L * columns));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddDigits(
        Vector512<double> sum, int digit, ref Vector512<long> a, ref Vector512<long> b, ref Vector512<long> c, ref Vector512<long> d)
    {
        d += TakeDigit(ref sum, digit + 3);
        c += TakeDigit(ref sum, digit + 2);
        b += TakeDigit(ref sum, digit + 1);
        a += TakeDigit(ref sum, digit);
    }

    // The multiple of a digit in a number, which the rest is without.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> TakeDigit(ref Vector512<double> rest, int digit)
    {
        Vector512<double> splitter = Vector512.Create(OneAndAHalf((32 * digit) + MantissaBits - 1)), sum = rest + splitter;
        rest -= sum - splitter;
        return sum.AsInt64() - splitter.AsInt64();
    }

    // A sum of upper parts may use all bits of a double: they are multiples of what is 52 bits below this.
    private static int Upper(int scale, int bits) => Math.Max(scale + bits, MantissaBits - 1);

    private static double OneAndAHalf(int position) =>
        BitConverter.Int64BitsToDouble(((long)(position + Digits<T>.Lowest + 1023) << 52) | (1L << 51));
}
