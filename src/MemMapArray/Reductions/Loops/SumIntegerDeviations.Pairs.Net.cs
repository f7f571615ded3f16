using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Reductions.Loops;

/// <content>Columns by two rows at a time, where a processor multiplies and adds neighbours: an element of a row is put beside that of the
/// next one.</content>
internal static unsafe partial class SumIntegerDeviations<T>
{
    // What is kept of a step: sums, squares, and of 16 bits the upper halves of squares, in the order in which rows are put together.
    private const int PairVectors = 6;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByPairs<TSum, TSquare>(in WideRows<T> wide, TSum* sums, TSquare* squares)
        where TSum : unmanaged
        where TSquare : unmanaged
    {
        int width = Vector512<T>.Count, whole = wide.Length / width, stepBytes = PairVectors * sizeof(Vector512<byte>);
        byte* memory = stackalloc byte[((whole + 1) * stepBytes) + CacheLine.Bytes], kept = (byte*)CacheLine.After(memory);
        WalkColumns.Of(wide.Rows, wide.Count, wide.Length, new PairStep(kept, kept + (whole * stepBytes)));
        for (int i = 0; i < whole; i++)
        {
            Store(kept + (i * stepBytes), wide.Count, sums + (i * width), squares + (i * width));
        }

        if (wide.Length % width != 0)
        {
            int last = wide.Length - width;
            Store(kept + (whole * stepBytes), wide.Count, sums + last, squares + last);
        }
    }

    // As only integers with a sign are multiplied in pairs, of 16 bits without one they are y = x - 32768.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> LoadForPairs(T* from)
    {
        Vector512<byte> elements = Vector512.Load((byte*)from);
        return typeof(T) == typeof(ushort) ? elements ^ Vector512.Create((ushort)0x8000).AsByte() : elements;
    }

    // Brings what is kept of a step's columns in their order: each 16 bytes of a vector have columns side by side.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Store<TSum, TSquare>(byte* kept, int rowCount, TSum* sums, TSquare* squares)
        where TSum : unmanaged
        where TSquare : unmanaged
    {
        var vectors = (Vector512<byte>*)kept;
        if (sizeof(T) == sizeof(byte))
        {
            Spread(vectors, 2, sums);
            Spread(vectors + 2, 4, squares);
            return;
        }

        // x = y + 32768, and x * x = y * y + 65536 * y + 2^30.
        Vector512<int> origin = Vector512.Create(typeof(T) == typeof(ushort) ? rowCount << 15 : 0);
        for (int half = 0; half < 2; half++)
        {
            // The sum of 32 bits is known to its last bit, and that of the upper halves to 2^16 a pair of rows: only one number is both.
            Vector512<int> sum = vectors[half].AsInt32();
            Vector512<uint> upper = vectors[4 + half].AsUInt32(), lower = vectors[2 + half].AsUInt32() - (upper << 16);
            Vector512<ulong> a = (Vector512.WidenLower(upper) << 16) + Vector512.WidenLower(lower);
            Vector512<ulong> b = (Vector512.WidenUpper(upper) << 16) + Vector512.WidenUpper(lower);
            if (typeof(T) == typeof(ushort))
            {
                Vector512<ulong> ofOrigin = Vector512.Create((ulong)rowCount << 30);
                a += (Vector512.WidenLower(sum) << 16).AsUInt64() + ofOrigin;
                b += (Vector512.WidenUpper(sum) << 16).AsUInt64() + ofOrigin;
            }

            vectors[half] = (sum + origin).AsByte();
            var four = (ulong*)squares + (half * Vector256<ulong>.Count);
            a.GetLower().Store(four);
            a.GetUpper().Store(four + 8);
            b.GetLower().Store(four + 16);
            b.GetUpper().Store(four + 24);
        }

        Spread(vectors, 2, sums);
    }

    // Of each of some vectors the first 16 bytes come first, then the second 16 bytes, and so on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread(Vector512<byte>* vectors, int count, void* to)
    {
        var lanes = (Vector128<byte>*)to;
        for (int i = 0; i < count; i++)
        {
            Vector512<byte> vector = vectors[i];
            lanes[i] = vector.GetLower().GetLower();
            lanes[count + i] = vector.GetLower().GetUpper();
            lanes[(2 * count) + i] = vector.GetUpper().GetLower();
            lanes[(3 * count) + i] = vector.GetUpper().GetUpper();
        }
    }

    private readonly struct PairStep(byte* kept, byte* lastKept) : IColumnStep<T>
    {
        public int Width => Vector512<T>.Count;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take(T** rows, int some, int column, bool isFirst, bool isLast)
        {
            byte* to = isLast ? lastKept : kept + ((nint)column / Width * PairVectors * sizeof(Vector512<byte>));
            var vectors = (Vector512<byte>*)to;
            Vector512<byte> low = default, high = default, a = default, b = default, c = default, d = default;
            if (!isFirst)
            {
                (low, high, a, b, c, d) = (vectors[0], vectors[1], vectors[2], vectors[3], vectors[4], vectors[5]);
            }

            for (T** from = rows; from < rows + some; from += 2)
            {
                Vector512<byte> one = LoadForPairs(from[0] + column), other = default;
                Prefetch.Step(from[Rules.RowsAhead] + column, 1);
                if (from + 1 < rows + some)
                {
                    other = LoadForPairs(from[1] + column);
                    Prefetch.Step(from[Rules.RowsAhead + 1] + column, 1);
                }

                if (sizeof(T) == sizeof(byte))
                {
                    Vector512<byte> x = Avx512BW.UnpackLow(one, other), y = Avx512BW.UnpackHigh(one, other);
                    low = (low.AsInt16() + AddNeighbours(x)).AsByte();
                    high = (high.AsInt16() + AddNeighbours(y)).AsByte();
                    a = AddSquares(a, Lower(x));
                    b = AddSquares(b, Upper(x));
                    c = AddSquares(c, Lower(y));
                    d = AddSquares(d, Upper(y));
                }
                else
                {
                    Vector512<short> x = Avx512BW.UnpackLow(one.AsInt16(), other.AsInt16());
                    Vector512<short> y = Avx512BW.UnpackHigh(one.AsInt16(), other.AsInt16());
                    low = (low.AsInt32() + Avx512BW.MultiplyAddAdjacent(x, Vector512<short>.One)).AsByte();
                    high = (high.AsInt32() + Avx512BW.MultiplyAddAdjacent(y, Vector512<short>.One)).AsByte();
                    Vector512<uint> xx = IntegerLanes.SquarePairs(x), yy = IntegerLanes.SquarePairs(y);
                    a = (a.AsUInt32() + xx).AsByte();
                    b = (b.AsUInt32() + yy).AsByte();
                    c = (c.AsUInt32() + (xx >>> 16)).AsByte();
                    d = (d.AsUInt32() + (yy >>> 16)).AsByte();
                }
            }

            (vectors[0], vectors[1], vectors[2], vectors[3], vectors[4], vectors[5]) = (low, high, a, b, c, d);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<short> AddNeighbours(Vector512<byte> pairs) => typeof(T) == typeof(byte)
            ? Avx512BW.MultiplyAddAdjacent(pairs, Vector512<sbyte>.One)
            : Avx512BW.MultiplyAddAdjacent(Vector512<byte>.One, pairs.AsSByte());

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<byte> AddSquares(Vector512<byte> sums, Vector512<short> pairs) =>
            (sums.AsUInt32() + IntegerLanes.SquarePairs(pairs)).AsByte();

        // As 16 bits: with zeros above, or with the sign.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<short> Lower(Vector512<byte> bytes) => typeof(T) == typeof(byte)
            ? Avx512BW.UnpackLow(bytes, default).AsInt16()
            : Avx512BW.UnpackLow(default, bytes).AsInt16() >> 8;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<short> Upper(Vector512<byte> bytes) => typeof(T) == typeof(byte)
            ? Avx512BW.UnpackHigh(bytes, default).AsInt16()
            : Avx512BW.UnpackHigh(default, bytes).AsInt16() >> 8;
    }
}
