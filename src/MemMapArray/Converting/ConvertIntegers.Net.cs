using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Converting;

/// <summary>Steps to and from 32-bit integers that lose nothing but the last bits of a float.</summary>
internal static unsafe class ConvertIntegers
{
    [MethodImpl(HotPath.Optimized)]
    public static int FromBytes<TFrom>(byte* from, int* to, int count)
        where TFrom : unmanaged
    {
        int i = 0;
        for (; i <= count - 32; i += 32)
        {
            Vector256<byte> bytes = Vector256.Load(from + i);
            if (typeof(TFrom) == typeof(sbyte))
            {
                (Vector256<short> low, Vector256<short> high) = Vector256.Widen(bytes.AsSByte());
                Widen(low).Store(to + i);
                Widen(high).Store(to + i + 16);
            }
            else
            {
                bytes = typeof(TFrom) == typeof(Truth) ? Vector256.Min(bytes, Vector256<byte>.One) : bytes;
                (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(bytes);
                Widen(low).Store((uint*)to + i);
                Widen(high).Store((uint*)to + i + 16);
            }
        }

        return i;
    }

    [MethodImpl(HotPath.Optimized)]
    public static int FromShorts<TFrom>(short* from, int* to, int count)
        where TFrom : unmanaged
    {
        int i = 0;
        for (; i <= count - 16; i += 16)
        {
            Vector256<short> shorts = Vector256.Load(from + i);
            (typeof(TFrom) == typeof(short) ? Widen(shorts) : Widen(shorts.AsUInt16()).AsInt32()).Store(to + i);
        }

        return i;
    }

    [MethodImpl(HotPath.Optimized)]
    public static int ToSingles(int* from, float* to, int count)
    {
        int i = 0;
        for (; i <= count - 16; i += 16)
        {
            Vector512.ConvertToSingle(Vector512.Load(from + i)).Store(to + i);
        }

        return i;
    }

    [MethodImpl(HotPath.Optimized)]
    public static int ToDoubles(int* from, double* to, int count)
    {
        int i = 0;
        for (; i <= count - 8; i += 8)
        {
            ToDoubles(Vector256.Load(from + i)).Store(to + i);
        }

        return i;
    }

    // Without an instruction: the bits of 2^52 + 2^31 + n are those of 2^52 with n, its sign turned, in the lowest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ToDoubles(Vector256<int> values)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.ConvertToVector512Double(values);
        }

        Vector512<ulong> turned = Vector512.WidenLower((values.AsUInt32() ^ Vector256.Create(0x80000000u)).ToVector512Unsafe());
        return (turned | Vector512.Create(0x4330000000000000ul)).AsDouble() - Vector512.Create(4503601774854144.0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Widen(Vector256<short> shorts) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector512Int32(shorts) : Vector512.WidenLower(shorts.ToVector512Unsafe());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Widen(Vector256<ushort> shorts) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector512UInt32(shorts) : Vector512.WidenLower(shorts.ToVector512Unsafe());
}
