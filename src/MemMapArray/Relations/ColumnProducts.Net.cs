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

    /// <summary>Takes the means of two columns off, in two steps: the first row, then the mean of what is left; and fills their last vectors
    /// with zeros.</summary>
    /// <param name="numbers">The first column, with room for whole vectors.</param>
    /// <param name="stride">From it to the second.</param>
    /// <param name="rows">How many rows, at least one.</param>
    /// <param name="centres">The means of what is left after the first step.</param>
    /// <param name="mores">And of what is left after the second.</param>
    [MethodImpl(HotPath.Optimized)]
    public static void Centre(double* numbers, int stride, int rows, double* centres, double* mores)
    {
        double* others = numbers + stride;
        Vector512<double> first = Vector512.Create(*numbers), first2 = Vector512.Create(*others), sum = default, sum2 = default;
        int row = 0;
        for (; row <= rows - Lanes; row += Lanes)
        {
            sum += Vector512.Load(numbers + row) - first;
            sum2 += Vector512.Load(others + row) - first2;
        }

        if (row < rows)
        {
            sum += OnlyFirst(rows - row, Vector512.Load(numbers + row) - first);
            sum2 += OnlyFirst(rows - row, Vector512.Load(others + row) - first2);
        }

        (centres[0], centres[1]) = (Fold(sum) / rows, Fold(sum2) / rows);
        Vector512<double> centre = Vector512.Create(centres[0]), centre2 = Vector512.Create(centres[1]), more = default, more2 = default;
        for (row = 0; row <= rows - Lanes; row += Lanes)
        {
            Vector512<double> number = Vector512.Load(numbers + row) - first - centre, number2 = Vector512.Load(others + row) - first2 - centre2;
            number.Store(numbers + row);
            number2.Store(others + row);
            more += number;
            more2 += number2;
        }

        if (row < rows)
        {
            Vector512<double> number = OnlyFirst(rows - row, Vector512.Load(numbers + row) - first - centre);
            Vector512<double> number2 = OnlyFirst(rows - row, Vector512.Load(others + row) - first2 - centre2);
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
