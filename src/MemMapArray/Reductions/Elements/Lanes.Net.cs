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

    /// <summary>32 elements as doubles, in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load<T>(T* from, out Vector512<double> a, out Vector512<double> b, out Vector512<double> c, out Vector512<double> d)
        where T : unmanaged
    {
        LoadHalf(from, out a, out b);
        LoadHalf(from + (Rules.Lanes / 2), out c, out d);
    }

    /// <summary>16 elements as doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadHalf<T>(T* from, out Vector512<double> a, out Vector512<double> b)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            (a, b) = (Vector512.Load((double*)from), Vector512.Load((double*)from + 8));
        }
        else if (typeof(T) == typeof(float))
        {
            (a, b) = Vector512.Widen(Vector512.Load((float*)from));
        }
        else if (typeof(T) == typeof(Half))
        {
            (a, b) = Vector512.Widen(HalfToSingle(ScaledHalves(Vector256.Load((short*)from))));
        }
        else if (typeof(T) == typeof(BFloat16))
        {
            (a, b) = Vector512.Widen((LoadShorts(from) << 16).AsSingle());
        }
        else if (typeof(T) == typeof(int) || typeof(T) == typeof(nint))
        {
            (a, b) = ToDoubles(Vector512.Load((int*)from));
        }
        else if (typeof(T) == typeof(uint) || typeof(T) == typeof(nuint))
        {
            (a, b) = ToDoubles(Vector512.Load((uint*)from));
        }
        else if (typeof(T) == typeof(short))
        {
            (a, b) = ToDoubles(Vector512.WidenLower(Vector256.Load((short*)from).ToVector512Unsafe()));
        }
        else if (typeof(T) == typeof(ushort))
        {
            (a, b) = ToDoubles(LoadShorts(from).AsInt32());
        }
        else if (typeof(T) == typeof(sbyte) || typeof(T) == typeof(byte))
        {
            (a, b) = ToDoubles(LoadBytes(from));
        }
        else
        {
            double* lanes = stackalloc double[Rules.Lanes / 2];
            for (int i = 0; i < Rules.Lanes / 2; i++)
            {
                lanes[i] = Element.ToDouble(Unsafe.ReadUnaligned<T>(from + i));
            }

            (a, b) = (Vector512.Load(lanes), Vector512.Load(lanes + 8));
        }
    }

    /// <summary>The same for a loop that loads the elements themselves, too: to take halves out of those would keep its adders
    /// waiting.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadHalfBeside<T>(T* from, out Vector512<double> a, out Vector512<double> b)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            a = Vector512.WidenLower(Vector256.Load((float*)from).ToVector512Unsafe());
            b = Vector512.WidenLower(Vector256.Load((float*)from + 8).ToVector512Unsafe());
        }
        else
        {
            LoadHalf(from, out a, out b);
        }
    }

    /// <summary>16 integers of 8 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadBytes<T>(T* from)
        where T : unmanaged
    {
        if (typeof(T) == typeof(sbyte))
        {
            Vector128<sbyte> signed = Vector128.Load((sbyte*)from);
            return Avx512F.IsSupported
                ? Avx512F.ConvertToVector512Int32(signed)
                : Vector512.WidenLower(Vector256.WidenLower(signed.ToVector256Unsafe()).ToVector512Unsafe());
        }

        Vector128<byte> bytes = Vector128.Load((byte*)from);
        return Avx512F.IsSupported
            ? Avx512F.ConvertToVector512Int32(bytes)
            : Vector512.WidenLower(Vector256.WidenLower(bytes.ToVector256Unsafe()).ToVector512Unsafe()).AsInt32();
    }

    /// <summary>16 elements of 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> LoadShorts(void* from) => Vector512.WidenLower(Vector256.Load((ushort*)from).ToVector512Unsafe());

    /// <summary>16 elements of <see cref="Half"/>, as what they are divided by <see cref="HalfScale"/>: their bits moved to those of a
    /// float, whose exponent counts from another zero. Of infinities and NaN this makes numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ScaledHalves(Vector256<short> bits) =>
        ((Vector512.WidenLower(bits.ToVector512Unsafe()) << 13) & Vector512.Create(unchecked((int)0x8FFFFFFF))).AsSingle();

    // 2^112 makes up for the scale, for subnormal numbers too.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> HalfToSingle(Vector512<float> scaled)
    {
        // Infinity and NaN have the largest exponent in both.
        Vector512<int> magnitude = scaled.AsInt32() & Vector512.Create(int.MaxValue);
        Vector512<int> special = Vector512.GreaterThan(magnitude, Vector512.Create((0x7C00 << 13) - 1)) & Vector512.Create(0x7F800000);
        return ((scaled * Vector512.Create((float)HalfScale)).AsInt32() | special).AsSingle();
    }

    /// <summary>16 integers as doubles.</summary>
    /// <remarks>Exact either way: with one instruction where there is one, otherwise through 64-bit integers.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<double> Low, Vector512<double> High) ToDoubles(Vector512<int> values)
    {
        if (Avx512F.IsSupported)
        {
            return (Avx512F.ConvertToVector512Double(values.GetLower()), Avx512F.ConvertToVector512Double(values.GetUpper()));
        }

        if (Avx.IsSupported)
        {
            return (ToDoubles(values.GetLower()), ToDoubles(values.GetUpper()));
        }

        (Vector512<long> low, Vector512<long> high) = Vector512.Widen(values);
        return (Vector512.ConvertToDouble(low), Vector512.ConvertToDouble(high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ToDoubles(Vector256<int> values) =>
        Vector512.Create(Avx.ConvertToVector256Double(values.GetLower()), Avx.ConvertToVector256Double(values.GetUpper()));

    /// <summary>16 integers as doubles. As integers with a sign they are 2^31 less.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<double> Low, Vector512<double> High) ToDoubles(Vector512<uint> values)
    {
        (Vector512<double> low, Vector512<double> high) = ToDoubles((values ^ Vector512.Create(0x8000_0000u)).AsInt32());
        Vector512<double> half = Vector512.Create(2147483648.0);
        return (low + half, high + half);
    }
}
