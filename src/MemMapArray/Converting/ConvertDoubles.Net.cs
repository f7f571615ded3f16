using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Converting;

/// <summary>Steps from doubles.</summary>
internal static unsafe class ConvertDoubles
{
    // Whole numbers from here up have their lowest bits where an integer has them.
    private const double WholeMagic = 6755399441055744.0;

    [MethodImpl(HotPath.Optimized)]
    public static int ToSingles(double* from, float* to, int count)
    {
        int i = 0;
        for (; i <= count - 16; i += 16)
        {
            NarrowVectors.Narrow(Vector512.Load(from + i), Vector512.Load(from + i + 8)).Store(to + i);
        }

        return i;
    }

    [MethodImpl(HotPath.Optimized)]
    public static int ToIntegers(double* from, int* to, int count, Conversion how, ref bool fits)
    {
        int i = 0;
        for (; i <= count - 16; i += 16)
        {
            Vector512<double> low = Vector512.Truncate(Vector512.Load(from + i)), high = Vector512.Truncate(Vector512.Load(from + i + 8));
            if ((Inside(low) & Inside(high)).AsInt64() == Vector512<long>.AllBitsSet)
            {
                Whole(low, high).Store(to + i);
            }
            else
            {
                fits &= ScalarConvert.Elements<double, int>((byte*)from, (byte*)to, i, i + 16, how);
            }
        }

        return i;
    }

    // NaN is not inside.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Inside(Vector512<double> whole) =>
        Vector512.GreaterThanOrEqual(whole, Vector512.Create((double)int.MinValue))
        & Vector512.LessThanOrEqual(whole, Vector512.Create((double)int.MaxValue));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Whole(Vector512<double> low, Vector512<double> high)
    {
        if (Avx512F.IsSupported)
        {
            return Vector512.Create(
                Avx512F.ConvertToVector256Int32WithTruncation(low), Avx512F.ConvertToVector256Int32WithTruncation(high));
        }

        Vector512<double> magic = Vector512.Create(WholeMagic);
        return NarrowVectors.Narrow((low + magic).AsInt64(), (high + magic).AsInt64());
    }
}
