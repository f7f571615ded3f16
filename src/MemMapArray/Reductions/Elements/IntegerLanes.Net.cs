using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Reductions.Elements;

/// <summary>
/// Lanes of integers, and lanes of twice their size for their sums, which keep the sign in two's complement and never need its bit for the
/// magnitude. Each test of a type is decided when code is compiled for that type.
/// </summary>
internal static unsafe class IntegerLanes
{
    /// <summary>The first half of the lanes, twice as wide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<TWide> WidenLower<T, TWide>(Vector512<T> lanes) =>
        typeof(T) == typeof(byte) ? Vector512.WidenLower(lanes.AsByte()).As<ushort, TWide>()
        : typeof(T) == typeof(sbyte) ? Vector512.WidenLower(lanes.AsSByte()).As<short, TWide>()
        : typeof(T) == typeof(ushort) ? Vector512.WidenLower(lanes.AsUInt16()).As<uint, TWide>()
        : typeof(T) == typeof(short) ? Vector512.WidenLower(lanes.AsInt16()).As<int, TWide>()
        : typeof(T) == typeof(uint) || typeof(T) == typeof(nuint) ? Vector512.WidenLower(lanes.AsUInt32()).As<ulong, TWide>()
        : Vector512.WidenLower(lanes.AsInt32()).As<long, TWide>();

    /// <summary>The second half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<TWide> WidenUpper<T, TWide>(Vector512<T> lanes) =>
        typeof(T) == typeof(byte) ? Vector512.WidenUpper(lanes.AsByte()).As<ushort, TWide>()
        : typeof(T) == typeof(sbyte) ? Vector512.WidenUpper(lanes.AsSByte()).As<short, TWide>()
        : typeof(T) == typeof(ushort) ? Vector512.WidenUpper(lanes.AsUInt16()).As<uint, TWide>()
        : typeof(T) == typeof(short) ? Vector512.WidenUpper(lanes.AsInt16()).As<int, TWide>()
        : typeof(T) == typeof(uint) || typeof(T) == typeof(nuint) ? Vector512.WidenUpper(lanes.AsUInt32()).As<ulong, TWide>()
        : Vector512.WidenUpper(lanes.AsInt32()).As<long, TWide>();

    /// <summary>The sums of the squares of neighbours: of 0 and 1, 2 and 3, and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> SquarePairs(Vector512<short> lanes) => MultiplyPairs(lanes, lanes).AsUInt32();

    /// <summary>The sums of the products of neighbours: of 0 and 1, 2 and 3, and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyPairs(Vector512<short> left, Vector512<short> right)
    {
        if (Avx512BW.IsSupported)
        {
            return Avx512BW.MultiplyAddAdjacent(left, right);
        }

        if (Avx2.IsSupported)
        {
            return Vector512.Create(
                Avx2.MultiplyAddAdjacent(left.GetLower(), right.GetLower()), Avx2.MultiplyAddAdjacent(left.GetUpper(), right.GetUpper()));
        }

        Vector512<int> x = left.AsInt32(), y = right.AsInt32();
        return (((x << 16) >> 16) * ((y << 16) >> 16)) + ((x >> 16) * (y >> 16));
    }

    /// <summary>Eight sums as long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> ToLong<TSum>(TSum* from)
        where TSum : unmanaged =>
        sizeof(TSum) == sizeof(short)
            ? Vector512.WidenLower(Vector256.WidenLower(Vector128.Load((short*)from).ToVector256Unsafe()).ToVector512Unsafe())
        : sizeof(TSum) == sizeof(int) ? Vector512.WidenLower(Vector256.Load((int*)from).ToVector512Unsafe())
        : Vector512.Load((long*)from);

    /// <summary>The sum of all lanes, which has at most 31 bits where lanes have 32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Fold<TSum>(Vector512<TSum> sums)
        where TSum : unmanaged =>
        sizeof(TSum) == sizeof(short) ? Vector512.Sum(Vector512.WidenLower(sums.AsInt16()) + Vector512.WidenUpper(sums.AsInt16()))
        : sizeof(TSum) == sizeof(int) ? Vector512.Sum(sums.AsInt32())
        : Vector512.Sum(sums.AsInt64());
}
