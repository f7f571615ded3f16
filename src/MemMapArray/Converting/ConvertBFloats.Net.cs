using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Converting;

/// <summary>Steps to and from <see cref="BFloat16"/>, by its bits: what its conversions do, with vectors.</summary>
internal static unsafe class ConvertBFloats
{
    [MethodImpl(HotPath.Optimized)]
    public static int ToSingles(ushort* from, float* to, int count)
    {
        int i = 0;
        for (; i <= count - 32; i += 32)
        {
            (Vector512<uint> low, Vector512<uint> high) = Vector512.Widen(Vector512.Load(from + i));
            (low << 16).AsSingle().Store(to + i);
            (high << 16).AsSingle().Store(to + i + 16);
        }

        return i;
    }

    [MethodImpl(HotPath.Optimized)]
    public static int FromSingles(float* from, ushort* to, int count)
    {
        int i = 0;
        for (; i <= count - 32; i += 32)
        {
            Narrow(Vector512.Load(from + i).AsUInt32(), Vector512.Load(from + i + 16).AsUInt32()).Store(to + i);
        }

        return i;
    }

    [MethodImpl(HotPath.Optimized)]
    public static int FromDoubles(double* from, ushort* to, int count)
    {
        int i = 0;
        for (; i <= count - 32; i += 32)
        {
            Narrow(CutOff(from + i), CutOff(from + i + 16)).Store(to + i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> Narrow(Vector512<uint> low, Vector512<uint> high) =>
        NarrowVectors.Narrow(FromSingle(low).AsInt32(), FromSingle(high).AsInt32()).AsUInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> FromSingle(Vector512<uint> bits)
    {
        Vector512<uint> upper = bits >> 16;
        Vector512<uint> rounded = (bits + Vector512.Create(0x7FFFu) + (upper & Vector512<uint>.One)) >> 16;
        Vector512<uint> isNaN = Vector512.GreaterThan(bits & Vector512.Create(0x7FFFFFFFu), Vector512.Create(0x7F800000u));
        return Vector512.ConditionalSelect(isNaN, upper | Vector512.Create(0x40u), rounded);
    }

    // 16 doubles as floats that are cut off, with a last bit that says whether something was.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> CutOff(double* from)
    {
        Vector512<double> first = Vector512.Load(from), second = Vector512.Load(from + 8);
        Vector512<float> nearest = NarrowVectors.Narrow(first, second);
        (Vector512<double> firstAgain, Vector512<double> secondAgain) = Vector512.Widen(nearest);
        Vector512<int> isLarger = Narrow(
            Vector512.GreaterThan(Vector512.Abs(firstAgain), Vector512.Abs(first)),
            Vector512.GreaterThan(Vector512.Abs(secondAgain), Vector512.Abs(second)));
        Vector512<int> isExact = Narrow(Vector512.Equals(firstAgain, first), Vector512.Equals(secondAgain, second));

        // All bits set is -1.
        return ((nearest.AsInt32() + isLarger) | Vector512.AndNot(Vector512<int>.One, isExact)).AsUInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Narrow(Vector512<double> low, Vector512<double> high) =>
        NarrowVectors.Narrow(low.AsInt64(), high.AsInt64());
}
