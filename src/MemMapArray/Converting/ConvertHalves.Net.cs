using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Converting;

/// <summary>Steps to and from numbers of half precision, by their bits: see <see cref="HalfNumbers"/>.</summary>
internal static unsafe class ConvertHalves
{
    [MethodImpl(HotPath.Optimized)]
    public static int ToSingles(ushort* from, float* to, int count)
    {
        int i = 0;
        for (; i <= count - 32; i += 32)
        {
            (Vector512<uint> low, Vector512<uint> high) = Vector512.Widen(Vector512.Load(from + i));
            ToSingle(low).Store(to + i);
            ToSingle(high).Store(to + i + 16);
        }

        return i;
    }

    [MethodImpl(HotPath.Optimized)]
    public static int FromSingles(float* from, ushort* to, int count)
    {
        int i = 0;
        for (; i <= count - 32; i += 32)
        {
            Narrow(Vector512.Load(from + i), Vector512.Load(from + i + 16)).Store(to + i);
        }

        return i;
    }

    [MethodImpl(HotPath.Optimized)]
    public static int FromDoubles(double* from, ushort* to, int count)
    {
        int i = 0;
        for (; i <= count - 32; i += 32)
        {
            Vector512<float> low = NarrowVectors.Narrow(WithRest(from + i), WithRest(from + i + 8));
            Vector512<float> high = NarrowVectors.Narrow(WithRest(from + i + 16), WithRest(from + i + 24));
            Narrow(low, high).Store(to + i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> Narrow(Vector512<float> low, Vector512<float> high) =>
        NarrowVectors.Narrow(FromSingle(low).AsInt32(), FromSingle(high).AsInt32()).AsUInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ToSingle(Vector512<uint> bits)
    {
        Vector512<uint> magnitude = (bits & Vector512.Create(0x7FFFu)) << 13, infinity = Vector512.Create(0x7C00u << 13);
        Vector512<uint> value = (magnitude.AsSingle() * Vector512.Create(HalfNumbers.ExponentScale)).AsUInt32();
        value |= Vector512.GreaterThanOrEqual(magnitude, infinity) & Vector512.Create(HalfNumbers.Infinity);
        value |= Vector512.GreaterThan(magnitude, infinity) & Vector512.Create(HalfNumbers.QuietBit);
        return (value | ((bits & Vector512.Create(0x8000u)) << 16)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> FromSingle(Vector512<float> numbers)
    {
        Vector512<uint> bits = numbers.AsUInt32(), magnitude = bits & Vector512.Create(0x7FFFFFFFu);
        Vector512<uint> magic = Vector512.Create(HalfNumbers.SubnormalMagic);
        Vector512<uint> normal = (magnitude - Vector512.Create((112u << 23) - 0xFFF) + ((magnitude >> 13) & Vector512<uint>.One)) >> 13;
        Vector512<uint> subnormal = (magnitude.AsSingle() + magic.AsSingle()).AsUInt32() - magic;
        Vector512<uint> isNaN = Vector512.GreaterThan(magnitude, Vector512.Create(HalfNumbers.Infinity));
        Vector512<uint> beyond = Vector512.Create(0x7C00u) | (isNaN & (Vector512.Create(0x200u) | ((magnitude >> 13) & Vector512.Create(0x3FFu))));
        Vector512<uint> isSubnormal = Vector512.LessThan(magnitude, Vector512.Create(HalfNumbers.LeastNormal));
        Vector512<uint> half = Vector512.ConditionalSelect(isSubnormal, subnormal, normal);
        half = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(magnitude, Vector512.Create(HalfNumbers.BeyondMost)), beyond, half);
        return half | ((bits >> 16) & Vector512.Create(0x8000u));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> WithRest(double* from)
    {
        Vector512<ulong> bits = Vector512.Load(from).AsUInt64(), rest = Vector512.Create((1ul << 29) - 1);
        return ((bits & ~rest) | (((bits & rest) + rest) & Vector512.Create(1ul << 29))).AsDouble();
    }
}
