using System.Runtime.CompilerServices;

namespace MemMap.Converting;

/// <summary>Steps with vectors, where there are some: the same rule as <see cref="ScalarConvert"/>.</summary>
internal static unsafe class ConvertVectors
{
    /// <summary>Converts as many elements as vectors are good for.</summary>
    /// <param name="from">The elements.</param>
    /// <param name="to">Where to.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="how">What becomes of those that do not fit.</param>
    /// <param name="fits">Becomes <see langword="false"/> where one does not, and <paramref name="how"/> asks.</param>
    /// <returns>How many.</returns>
    [MethodImpl(HotPath.Optimized)]
    public static int Run<TFrom, TTo>(byte* from, byte* to, int count, Conversion how, ref bool fits)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        // Each test of a type is decided when code is compiled for the two types.
        if (typeof(TFrom) == typeof(int))
        {
            return typeof(TTo) == typeof(float) ? ConvertIntegers.ToSingles((int*)from, (float*)to, count)
                : typeof(TTo) == typeof(double) ? ConvertIntegers.ToDoubles((int*)from, (double*)to, count)
                : typeof(TTo) == typeof(Truth) ? NarrowIntegers.ToTruths((int*)from, to, count, signBits: 0)
                : typeof(TTo) == typeof(byte) || typeof(TTo) == typeof(sbyte)
                    ? NarrowIntegers.ToBytes<TTo>((int*)from, to, count, how, ref fits)
                : typeof(TTo) == typeof(short) || typeof(TTo) == typeof(ushort)
                    ? NarrowIntegers.ToShorts<TTo>((int*)from, (short*)to, count, how, ref fits)
                : 0;
        }

        if (typeof(TTo) == typeof(int))
        {
            return typeof(TFrom) == typeof(short) || typeof(TFrom) == typeof(ushort)
                ? ConvertIntegers.FromShorts<TFrom>((short*)from, (int*)to, count)
                : typeof(TFrom) == typeof(byte) || typeof(TFrom) == typeof(sbyte) || typeof(TFrom) == typeof(Truth)
                    ? ConvertIntegers.FromBytes<TFrom>(from, (int*)to, count)
                : typeof(TFrom) == typeof(float) ? ConvertSingles.ToIntegers((float*)from, (int*)to, count, how, ref fits)
                : typeof(TFrom) == typeof(double) ? ConvertDoubles.ToIntegers((double*)from, (int*)to, count, how, ref fits)
                : 0;
        }

        return typeof(TFrom) == typeof(HalfBits) && typeof(TTo) == typeof(float) ? ConvertHalves.ToSingles((ushort*)from, (float*)to, count)
            : typeof(TFrom) == typeof(float) && typeof(TTo) == typeof(HalfBits)
                ? ConvertHalves.FromSingles((float*)from, (ushort*)to, count)
            : typeof(TFrom) == typeof(double) && typeof(TTo) == typeof(HalfBits)
                ? ConvertHalves.FromDoubles((double*)from, (ushort*)to, count)
            : typeof(TFrom) == typeof(BFloat16) && typeof(TTo) == typeof(float)
                ? ConvertBFloats.ToSingles((ushort*)from, (float*)to, count)
            : typeof(TFrom) == typeof(float) && typeof(TTo) == typeof(BFloat16)
                ? ConvertBFloats.FromSingles((float*)from, (ushort*)to, count)
            : typeof(TFrom) == typeof(double) && typeof(TTo) == typeof(BFloat16)
                ? ConvertBFloats.FromDoubles((double*)from, (ushort*)to, count)
            : typeof(TFrom) == typeof(float) && typeof(TTo) == typeof(double) ? ConvertSingles.ToDoubles((float*)from, (double*)to, count)
            : typeof(TFrom) == typeof(double) && typeof(TTo) == typeof(float) ? ConvertDoubles.ToSingles((double*)from, (float*)to, count)
            : typeof(TFrom) == typeof(float) && typeof(TTo) == typeof(Truth)
                ? NarrowIntegers.ToTruths((int*)from, to, count, signBits: 1)
            : 0;
    }
}
