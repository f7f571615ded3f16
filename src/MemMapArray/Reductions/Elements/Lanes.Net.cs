using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Reductions.Elements;

/// <summary>The 32 lanes of a kernel, in four vectors of 512 bits.</summary>
internal static unsafe class Lanes
{
    /// <summary>How many times an element of <see cref="Half"/> is as large as its bits are as those of a float: 2^112.</summary>
    public const double HalfScale = 5.192296858534828e33;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double* lanes, Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d)
    {
        a.Store(lanes);
        b.Store(lanes + 8);
        c.Store(lanes + 16);
        d.Store(lanes + 24);
    }

    /// <summary>16 elements of a floating-point type as doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadHalf<T>(T* from, out Vector512<double> a, out Vector512<double> b)
        where T : unmanaged =>
        (a, b) = typeof(T) == typeof(double) ? (Vector512.Load((double*)from), Vector512.Load((double*)from + 8))
            : typeof(T) == typeof(float) ? Vector512.Widen(Vector512.Load((float*)from))
            : typeof(T) == typeof(BFloat16) ? Vector512.Widen((LoadShorts(from) << 16).AsSingle())
            : Vector512.Widen(HalfToSingle(ScaledHalves(Vector256.Load((short*)from))));

    /// <summary>16 elements of 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> LoadShorts(void* from) => Vector512.WidenLower(Vector256.Load((ushort*)from).ToVector512Unsafe());

    /// <summary>16 elements of <see cref="Half"/>, as what they are divided by <see cref="HalfScale"/>: their bits moved to those of a
    /// float, whose exponent counts from another zero. Of infinities and NaN this makes numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ScaledHalves(Vector256<short> bits) =>
        ((Vector512.WidenLower(bits.ToVector512Unsafe()) << 13) & Vector512.Create(unchecked((int)0x8FFFFFFF))).AsSingle();

    /// <summary>32 elements as doubles, in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load<T>(T* from, out Vector512<double> a, out Vector512<double> b, out Vector512<double> c, out Vector512<double> d)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            double* elements = (double*)from;
            (a, b) = (Vector512.Load(elements), Vector512.Load(elements + 8));
            (c, d) = (Vector512.Load(elements + 16), Vector512.Load(elements + 24));
        }
        else if (typeof(T) == typeof(float))
        {
            (a, b) = Vector512.Widen(Vector512.Load((float*)from));
            (c, d) = Vector512.Widen(Vector512.Load((float*)from + 16));
        }
        else if (typeof(T) == typeof(int) || typeof(T) == typeof(nint))
        {
            (a, b) = ToDoubles(Vector512.Load((int*)from));
            (c, d) = ToDoubles(Vector512.Load((int*)from + 16));
        }
        else if (typeof(T) == typeof(uint) || typeof(T) == typeof(nuint))
        {
            (a, b) = ToDoubles(Vector512.Load((uint*)from));
            (c, d) = ToDoubles(Vector512.Load((uint*)from + 16));
        }
        else if (typeof(T) == typeof(short))
        {
            (Vector512<int> low, Vector512<int> high) = Vector512.Widen(Vector512.Load((short*)from));
            (a, b) = ToDoubles(low);
            (c, d) = ToDoubles(high);
        }
        else if (typeof(T) == typeof(ushort))
        {
            (Vector512<uint> low, Vector512<uint> high) = Vector512.Widen(Vector512.Load((ushort*)from));
            (a, b) = ToDoubles(low.AsInt32());
            (c, d) = ToDoubles(high.AsInt32());
        }
        else if (typeof(T) == typeof(byte) && Avx512F.IsSupported)
        {
            (a, b) = ToDoubles(Avx512F.ConvertToVector512Int32(Vector128.Load((byte*)from)));
            (c, d) = ToDoubles(Avx512F.ConvertToVector512Int32(Vector128.Load((byte*)from + 16)));
        }
        else if (typeof(T) == typeof(sbyte) && Avx512F.IsSupported)
        {
            (a, b) = ToDoubles(Avx512F.ConvertToVector512Int32(Vector128.Load((sbyte*)from)));
            (c, d) = ToDoubles(Avx512F.ConvertToVector512Int32(Vector128.Load((sbyte*)from + 16)));
        }
        else if (typeof(T) == typeof(byte))
        {
            (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(Vector256.Load((byte*)from));
            (a, b) = ToDoubles(Vector512.WidenLower(low.ToVector512Unsafe()).AsInt32());
            (c, d) = ToDoubles(Vector512.WidenLower(high.ToVector512Unsafe()).AsInt32());
        }
        else if (typeof(T) == typeof(sbyte))
        {
            (Vector256<short> low, Vector256<short> high) = Vector256.Widen(Vector256.Load((sbyte*)from));
            (a, b) = ToDoubles(Vector512.WidenLower(low.ToVector512Unsafe()));
            (c, d) = ToDoubles(Vector512.WidenLower(high.ToVector512Unsafe()));
        }
        else if (typeof(T) == typeof(Half))
        {
            (a, b) = Vector512.Widen(HalfToSingle(ScaledHalves(Vector256.Load((short*)from))));
            (c, d) = Vector512.Widen(HalfToSingle(ScaledHalves(Vector256.Load((short*)from + 16))));
        }
        else if (typeof(T) == typeof(BFloat16))
        {
            (Vector512<uint> low, Vector512<uint> high) = Vector512.Widen(Vector512.Load((ushort*)from));
            (a, b) = Vector512.Widen((low << 16).AsSingle());
            (c, d) = Vector512.Widen((high << 16).AsSingle());
        }
        else
        {
            double* lanes = stackalloc double[Rules.Lanes];
            for (int i = 0; i < Rules.Lanes; i++)
            {
                lanes[i] = Element.ToDouble(Unsafe.ReadUnaligned<T>(from + i));
            }

            (a, b) = (Vector512.Load(lanes), Vector512.Load(lanes + 8));
            (c, d) = (Vector512.Load(lanes + 16), Vector512.Load(lanes + 24));
        }
    }

    // 2^112 makes up for the scale, for subnormal numbers too.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> HalfToSingle(Vector512<float> scaled)
    {
        // Infinity and NaN have the largest exponent in both.
        Vector512<int> magnitude = scaled.AsInt32() & Vector512.Create(int.MaxValue);
        Vector512<int> special = Vector512.GreaterThan(magnitude, Vector512.Create((0x7C00 << 13) - 1)) & Vector512.Create(0x7F800000);
        return ((scaled * Vector512.Create((float)HalfScale)).AsInt32() | special).AsSingle();
    }

    // Exact either way: with one instruction where there is one, otherwise through 64-bit integers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Low, Vector512<double> High) ToDoubles(Vector512<int> values)
    {
        if (Avx512F.IsSupported)
        {
            return (Avx512F.ConvertToVector512Double(values.GetLower()), Avx512F.ConvertToVector512Double(values.GetUpper()));
        }

        (Vector512<long> low, Vector512<long> high) = Vector512.Widen(values);
        return (Vector512.ConvertToDouble(low), Vector512.ConvertToDouble(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Low, Vector512<double> High) ToDoubles(Vector512<uint> values)
    {
        (Vector512<ulong> low, Vector512<ulong> high) = Vector512.Widen(values);
        return (Vector512.ConvertToDouble(low.AsInt64()), Vector512.ConvertToDouble(high.AsInt64()));
    }
}
