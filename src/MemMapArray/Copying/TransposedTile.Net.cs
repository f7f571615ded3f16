using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Copying;

/// <summary>
/// A tile of a transposing copy: squares of elements are read into registers, line by line, and shuffled until the registers hold
/// columns. Each step pairs registers half as far apart as the one before, and interleaves units twice as large.
/// </summary>
internal static unsafe class TransposedTile
{
    /// <summary>Element j of row i of the tile becomes element i of line j of the source.</summary>
    /// <param name="source">The first line; contiguous.</param>
    /// <param name="sourceStride">From one line to the next, in bytes.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="edge">From one row of the tile to the next, in elements.</param>
    /// <param name="rows">How many rows of the tile: elements of a line.</param>
    /// <param name="columns">How many elements of a row: lines.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<T>(byte* source, long sourceStride, T* tile, int edge, int rows, int columns)
        where T : unmanaged
    {
        if (rows is 2 or 3 && sourceStride == rows * sizeof(T))
        {
            GatherSteps(source, rows, tile, edge, columns);
            return;
        }

        int square = SquareOf(sizeof(T)), wholeColumns = square == 0 || rows < square ? 0 : columns & -square;
        for (int j = 0; j < wholeColumns; j += square)
        {
            for (int i = 0; i < rows; i += square)
            {
                // The last square overlaps the one before.
                int row = Math.Min(i, rows - square);
                Transpose<T>(
                    source + (j * sourceStride) + (row * sizeof(T)), sourceStride, (byte*)(tile + (row * edge) + j), (long)edge * sizeof(T));
            }
        }

        byte* others = source + (wholeColumns * sourceStride);
        ScalarTransposedTile.Gather(others, sourceStride, tile + wholeColumns, edge, rows, columns - wholeColumns);
    }

    // Lines of two or three elements, one after the other: a row is every second or third element.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GatherSteps<T>(byte* source, int rows, T* tile, int edge, int columns)
        where T : unmanaged
    {
        for (int i = 0; i < rows; i++, source += sizeof(T), tile += edge)
        {
            int done = (int)ShortSteps.Copy((byte*)tile, source, rows, columns, sizeof(T));
            ScalarTransposedTile.Gather(
                source + (done * rows * sizeof(T)), rows * sizeof(T), tile + done, edge, 1, columns - done);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose<T>(byte* from, long sourceStride, byte* to, long tileStride)
        where T : unmanaged
    {
        if (sizeof(T) == sizeof(byte))
        {
            TransposeBytes(from, sourceStride, to, tileStride);
        }
        else if (sizeof(T) == sizeof(short))
        {
            TransposeShorts(from, sourceStride, to, tileStride);
        }
        else if (sizeof(T) == sizeof(float))
        {
            TransposeFloats(from, sourceStride, to, tileStride);
        }
        else
        {
            TransposeDoubles(from, sourceStride, to, tileStride);
        }
    }

    // The edge of the square that registers hold; 0 where there are no instructions for it.
    private static int SquareOf(int size) => size switch
    {
        sizeof(byte) or sizeof(short) when Sse2.IsSupported => 8,
        sizeof(float) when Avx.IsSupported => 8,
        sizeof(double) when Avx.IsSupported => 4,
        _ => 0,
    };

    // 8 lines of 8 bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeBytes(byte* s, long ss, byte* t, long ts)
    {
        Vector128<short> a = Pair(s, ss), b = Pair(s + (2 * ss), ss), c = Pair(s + (4 * ss), ss), d = Pair(s + (6 * ss), ss);
        Vector128<int> ab = Sse2.UnpackLow(a, b).AsInt32(), ab2 = Sse2.UnpackHigh(a, b).AsInt32();
        Vector128<int> cd = Sse2.UnpackLow(c, d).AsInt32(), cd2 = Sse2.UnpackHigh(c, d).AsInt32();
        StoreHalves(Sse2.UnpackLow(ab, cd), t, ts);
        StoreHalves(Sse2.UnpackHigh(ab, cd), t + (2 * ts), ts);
        StoreHalves(Sse2.UnpackLow(ab2, cd2), t + (4 * ts), ts);
        StoreHalves(Sse2.UnpackHigh(ab2, cd2), t + (6 * ts), ts);

        static Vector128<short> Pair(byte* line, long stride) => Sse2.UnpackLow(
            Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(line)).AsByte(),
            Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(line + stride)).AsByte()).AsInt16();

        static void StoreHalves(Vector128<int> rows, byte* row, long stride)
        {
            rows.GetLower().AsByte().Store(row);
            rows.GetUpper().AsByte().Store(row + stride);
        }
    }

    // 8 lines of 8 elements of 2 bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeShorts(byte* s, long ss, byte* t, long ts)
    {
        (Vector128<int> a, Vector128<int> b) = Pair(s, ss);
        (Vector128<int> c, Vector128<int> d) = Pair(s + (2 * ss), ss);
        (Vector128<int> e, Vector128<int> f) = Pair(s + (4 * ss), ss);
        (Vector128<int> g, Vector128<int> h) = Pair(s + (6 * ss), ss);
        StorePair(Sse2.UnpackLow(a, c), Sse2.UnpackLow(e, g), t, ts);
        StorePair(Sse2.UnpackHigh(a, c), Sse2.UnpackHigh(e, g), t + (2 * ts), ts);
        StorePair(Sse2.UnpackLow(b, d), Sse2.UnpackLow(f, h), t + (4 * ts), ts);
        StorePair(Sse2.UnpackHigh(b, d), Sse2.UnpackHigh(f, h), t + (6 * ts), ts);

        static (Vector128<int> Low, Vector128<int> High) Pair(byte* line, long stride)
        {
            Vector128<short> x = Vector128.Load((short*)line), y = Vector128.Load((short*)(line + stride));
            return (Sse2.UnpackLow(x, y).AsInt32(), Sse2.UnpackHigh(x, y).AsInt32());
        }

        static void StorePair(Vector128<int> x, Vector128<int> y, byte* row, long stride)
        {
            Sse2.UnpackLow(x.AsInt64(), y.AsInt64()).AsByte().Store(row);
            Sse2.UnpackHigh(x.AsInt64(), y.AsInt64()).AsByte().Store(row + stride);
        }
    }

    // 8 lines of 8 elements of 4 bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeFloats(byte* s, long ss, byte* t, long ts)
    {
        (Vector256<double> a, Vector256<double> b) = Pair(s, ss);
        (Vector256<double> c, Vector256<double> d) = Pair(s + (2 * ss), ss);
        (Vector256<double> e, Vector256<double> f) = Pair(s + (4 * ss), ss);
        (Vector256<double> g, Vector256<double> h) = Pair(s + (6 * ss), ss);
        StoreHalves(Avx.UnpackLow(a, c), Avx.UnpackLow(e, g), t, 4 * ts);
        StoreHalves(Avx.UnpackHigh(a, c), Avx.UnpackHigh(e, g), t + ts, 4 * ts);
        StoreHalves(Avx.UnpackLow(b, d), Avx.UnpackLow(f, h), t + (2 * ts), 4 * ts);
        StoreHalves(Avx.UnpackHigh(b, d), Avx.UnpackHigh(f, h), t + (3 * ts), 4 * ts);

        static (Vector256<double> Low, Vector256<double> High) Pair(byte* line, long stride)
        {
            Vector256<float> x = Vector256.Load((float*)line), y = Vector256.Load((float*)(line + stride));
            return (Avx.UnpackLow(x, y).AsDouble(), Avx.UnpackHigh(x, y).AsDouble());
        }
    }

    // 4 lines of 4 elements of 8 bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeDoubles(byte* s, long ss, byte* t, long ts)
    {
        Vector256<double> a = Vector256.Load((double*)s), b = Vector256.Load((double*)(s + ss));
        Vector256<double> c = Vector256.Load((double*)(s + (2 * ss))), d = Vector256.Load((double*)(s + (3 * ss)));
        StoreHalves(Avx.UnpackLow(a, b), Avx.UnpackLow(c, d), t, 2 * ts);
        StoreHalves(Avx.UnpackHigh(a, b), Avx.UnpackHigh(c, d), t + ts, 2 * ts);
    }

    // The lower halves of two registers are a row, the upper halves the row `stride` further.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreHalves(Vector256<double> x, Vector256<double> y, byte* row, long stride)
    {
        Avx.Permute2x128(x, y, 0x20).Store((double*)row);
        Avx.Permute2x128(x, y, 0x31).Store((double*)(row + stride));
    }
}
