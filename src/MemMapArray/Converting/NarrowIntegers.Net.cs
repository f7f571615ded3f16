using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Converting;

/// <summary>Steps from 32-bit integers to smaller ones.</summary>
internal static unsafe class NarrowIntegers
{
    [MethodImpl(HotPath.Optimized)]
    public static int ToBytes<TTo>(int* from, byte* to, int count, Conversion how, ref bool fits)
        where TTo : unmanaged
    {
        int i = 0;
        Vector512<int> wrong = default;
        for (; i <= count - 64; i += 64)
        {
            Vector512<short> low = NarrowVectors.Narrow(Fit<TTo>(from + i, how, ref wrong), Fit<TTo>(from + i + 16, how, ref wrong));
            Vector512<short> high = NarrowVectors.Narrow(Fit<TTo>(from + i + 32, how, ref wrong), Fit<TTo>(from + i + 48, how, ref wrong));
            NarrowVectors.Narrow(low, high).AsByte().Store(to + i);
        }

        fits &= wrong == default;
        return i;
    }

    [MethodImpl(HotPath.Optimized)]
    public static int ToShorts<TTo>(int* from, short* to, int count, Conversion how, ref bool fits)
        where TTo : unmanaged
    {
        int i = 0;
        Vector512<int> wrong = default;
        for (; i <= count - 32; i += 32)
        {
            NarrowVectors.Narrow(Fit<TTo>(from + i, how, ref wrong), Fit<TTo>(from + i + 16, how, ref wrong)).Store(to + i);
        }

        fits &= wrong == default;
        return i;
    }

    /// <summary>Whether numbers of 32 bits are other than 0: integers, and floats, whose sign does not count.</summary>
    /// <param name="from">The numbers.</param>
    /// <param name="to">Where to.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="signBits">How many of the highest bits say nothing: 1 of floats.</param>
    [MethodImpl(HotPath.Optimized)]
    public static int ToTruths(int* from, byte* to, int count, int signBits)
    {
        int i = 0;
        for (; i <= count - 64; i += 64)
        {
            Vector512<short> low = NarrowVectors.Narrow(Truth(from + i, signBits), Truth(from + i + 16, signBits));
            Vector512<short> high = NarrowVectors.Narrow(Truth(from + i + 32, signBits), Truth(from + i + 48, signBits));
            NarrowVectors.Narrow(low, high).AsByte().Store(to + i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Truth(int* from, int signBits) =>
        Vector512.Min(Vector512.Load((uint*)from) << signBits, Vector512<uint>.One).AsInt32();

    // 16 numbers whose low bits are the result.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Fit<TTo>(int* from, Conversion how, ref Vector512<int> wrong)
    {
        Vector512<int> values = Vector512.Load(from);
        if (how == Conversion.Truncating)
        {
            return values;
        }

        Vector512<int> least = Vector512.Create((int)Integers.Least<TTo>()), most = Vector512.Create((int)Integers.Most<TTo>());
        Vector512<int> fitting = Vector512.Min(Vector512.Max(values, least), most);
        wrong |= how == Conversion.Checked ? fitting ^ values : default;
        return fitting;
    }
}
