using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Relations;

/// <content>With vectors.</content>
internal static unsafe partial class ColumnProducts
{
    private const int CacheLine = 64;

    // 4 x 4 sums, 4 vectors and one factor are 21 of 32 registers. Where a vector of eight is two of four, there are 16: 2 x 2 sums are 8 of
    // them.
    private static int MostTileColumns => Vector512.IsHardwareAccelerated ? 4 : 2;

    /// <summary>Puts two neighbouring columns side by side with their means taken off, in two steps: the first row, then the mean of what is
    /// left; and fills their last vectors with zeros.</summary>
    /// <param name="from">The first row's element of the first column.</param>
    /// <param name="step">From one row to the next.</param>
    /// <param name="rows">How many rows, at least one.</param>
    /// <param name="isOne">There is no second column: in its place are zeros.</param>
    /// <param name="numbers">The place of the first column, with room for whole vectors.</param>
    /// <param name="stride">From it to that of the second.</param>
    /// <param name="centres">The means of what is left after the first step.</param>
    /// <param name="mores">And of what is left after the second.</param>
    [MethodImpl(HotPath.Optimized)]
    public static void Centre(
        double* from, int step, int rows, bool isOne, double* numbers, int stride, double* centres, double* mores)
    {
        double* others = numbers + stride;
        Vector512<double> sum, sum2 = default;
        if (isOne)
        {
            RelationLoops.Transpose(from, step, rows, 1, numbers, stride);
            sum = TakeFirst(numbers, rows);
        }
        else
        {
            TakeFirsts(from, step, rows, numbers, others, out sum, out sum2);
        }

        (centres[0], centres[1]) = (Fold(sum) / rows, Fold(sum2) / rows);
        Vector512<double> centre = Vector512.Create(centres[0]), centre2 = Vector512.Create(centres[1]), more = default, more2 = default;
        int row = 0;
        for (; row <= rows - Lanes; row += Lanes)
        {
            Vector512<double> number = Vector512.Load(numbers + row) - centre, number2 = Vector512.Load(others + row) - centre2;
            number.Store(numbers + row);
            number2.Store(others + row);
            more += number;
            more2 += number2;
        }

        if (row < rows)
        {
            Vector512<double> number = OnlyFirst(rows - row, Vector512.Load(numbers + row) - centre);
            Vector512<double> number2 = OnlyFirst(rows - row, Vector512.Load(others + row) - centre2);
            number.Store(numbers + row);
            number2.Store(others + row);
            more += number;
            more2 += number2;
        }

        (mores[0], mores[1]) = (Fold(more) / rows, Fold(more2) / rows);
    }

    /// <summary>Asks for bytes that are needed soon, so that they come from memory meanwhile. Some at a time: a processor waits where it has
    /// asked for too many.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Fetch(nint from, long bytes)
    {
        for (long i = 0; Sse.IsSupported && i < bytes; i += CacheLine)
        {
            Sse.Prefetch1((byte*)from + i);
        }
    }

    // The columns of rows without the first: eight rows at a time, and their sums.
    [MethodImpl(HotPath.Optimized)]
    private static void TakeFirsts(
        double* from, int step, int rows, double* numbers, double* others, out Vector512<double> sum, out Vector512<double> sum2)
    {
        Vector256<double> first = Vector256.Create(from[0]), first2 = Vector256.Create(from[1]);
        Vector256<double> low = default, high = default, low2 = default, high2 = default;
        int row = 0;
        nint one = step, half = one * (Lanes / 2), all = one * Lanes;
        for (; row <= rows - Lanes; row += Lanes, from += all)
        {
            (Vector256<double> x, Vector256<double> y) = Pairs(from, one);
            (Vector256<double> z, Vector256<double> w) = Pairs(from + half, one);
            (x, y, z, w) = (x - first, y - first2, z - first, w - first2);
            x.Store(numbers + row);
            z.Store(numbers + row + (Lanes / 2));
            y.Store(others + row);
            w.Store(others + row + (Lanes / 2));
            low += x;
            high += z;
            low2 += y;
            high2 += w;
        }

        (sum, sum2) = (Vector512.Create(low, high), Vector512.Create(low2, high2));
        if (row < rows)
        {
            RelationLoops.Transpose(from, step, rows - row, 2, numbers + row, (int)(others - numbers));
            sum += TakeRest(numbers + row, rows - row, first.ToScalar());
            sum2 += TakeRest(others + row, rows - row, first2.ToScalar());
        }
    }

    // One column without its first number, and its sum.
    [MethodImpl(HotPath.Optimized)]
    private static Vector512<double> TakeFirst(double* numbers, int rows)
    {
        Vector512<double> first = Vector512.Create(*numbers), sum = default;
        int row = 0;
        for (; row <= rows - Lanes; row += Lanes)
        {
            Vector512<double> number = Vector512.Load(numbers + row) - first;
            number.Store(numbers + row);
            sum += number;
        }

        return row < rows ? sum + TakeRest(numbers + row, rows - row, first.ToScalar()) : sum;
    }

    private static Vector512<double> TakeRest(double* numbers, int count, double first)
    {
        Vector512<double> number = OnlyFirst(count, Vector512.Load(numbers) - Vector512.Create(first));
        number.Store(numbers);
        return number;
    }

    // Two neighbouring columns of four rows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> First, Vector256<double> Second) Pairs(double* row, nint step)
    {
        double* third = row + (2 * step);
        if (!Avx.IsSupported)
        {
            return (
                Vector256.Create(row[0], row[step], third[0], third[step]),
                Vector256.Create(row[1], row[step + 1], third[1], third[step + 1]));
        }

        // The halves of a register are two rows apart.
        Vector256<double> even = Vector256.Create(Vector128.Load(row), Vector128.Load(third));
        Vector256<double> odd = Vector256.Create(Vector128.Load(row + step), Vector128.Load(third + step));
        return (Avx.UnpackLow(even, odd), Avx.UnpackHigh(even, odd));
    }

    private static void AddTile(
        double* left, int leftStride, double* right, int rightStride, int vectors, int height, int width, bool isDiagonal, double* shares,
        double* shifts, double* sums, int sumStride)
    {
        switch ((height * 8) + width)
        {
            case (4 * 8) + 4 when isDiagonal: Add4(left, leftStride, vectors, shares, shifts, sums, sumStride); break;
            case (4 * 8) + 4: Add4x4(left, leftStride, right, rightStride, vectors, shares, shifts, sums, sumStride); break;
            case (4 * 8) + 2: Add4x2(left, leftStride, right, rightStride, vectors, shares, shifts, sums, sumStride); break;
            case (2 * 8) + 2 when isDiagonal: Add2(left, leftStride, vectors, shares, shifts, sums, sumStride); break;
            default: Add2x2(left, leftStride, right, rightStride, vectors, shares, shifts, sums, sumStride); break;
        }
    }

    // Eight lanes to one, by halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Fold(Vector512<double> eight)
    {
        Vector128<double> two = Halve(Halve(eight));
        return two.GetElement(0) + two.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Halve(Vector512<double> eight) => eight.GetLower() + eight.GetUpper();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Halve(Vector256<double> four) => four.GetLower() + four.GetUpper();

    // The last steps of two sums together.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Fold(Vector512<double> one, Vector512<double> other)
    {
        Vector128<double> x = Halve(Halve(one)), y = Halve(Halve(other));
        return Vector128.Create(x.GetElement(0), y.GetElement(0)) + Vector128.Create(x.GetElement(1), y.GetElement(1));
    }

    // What the rows have is added up by itself before it meets the sums of others.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(double* sums, Vector512<double> first, Vector512<double> second, double share, double* shifts) =>
        (Vector128.Load(sums) + (Fold(first, second) + (Vector128.Create(share) * Vector128.Load(shifts)))).Store(sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(
        double* sums, Vector512<double> first, Vector512<double> second, Vector512<double> third, Vector512<double> fourth, double share,
        double* shifts)
    {
        var products = Vector256.Create(Fold(first, second), Fold(third, fourth));
        (Vector256.Load(sums) + (products + (Vector256.Create(share) * Vector256.Load(shifts)))).Store(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> OnlyFirst(int count, Vector512<double> numbers) => Vector512.ConditionalSelect(
        Vector512.LessThan(Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7), Vector512.Create((double)count)), numbers, Vector512<double>.Zero);
}
