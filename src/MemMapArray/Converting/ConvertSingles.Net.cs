using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Converting;

/// <summary>Steps from floats.</summary>
internal static unsafe class ConvertSingles
{
    // 2^31, the first number that an int has not.
    private const float BeyondInt32 = 2147483648f;

    [MethodImpl(HotPath.Optimized)]
    public static int ToDoubles(float* from, double* to, int count)
    {
        int i = 0;
        for (; i <= count - 16; i += 16)
        {
            (Vector512<double> low, Vector512<double> high) = Vector512.Widen(Vector512.Load(from + i));
            low.Store(to + i);
            high.Store(to + i + 8);
        }

        return i;
    }

    [MethodImpl(HotPath.Optimized)]
    public static int ToIntegers(float* from, int* to, int count, Conversion how, ref bool fits)
    {
        int i = 0;
        for (; i <= count - 16; i += 16)
        {
            Vector512<float> values = Vector512.Load(from + i);

            // NaN is not inside either.
            Vector512<float> inside = Vector512.GreaterThanOrEqual(values, Vector512.Create(-BeyondInt32))
                & Vector512.LessThan(values, Vector512.Create(BeyondInt32));
            if (inside.AsInt32() == Vector512<int>.AllBitsSet)
            {
                Vector512.ConvertToInt32Native(values).Store(to + i);
            }
            else
            {
                fits &= ScalarConvert.Elements<float, int>((byte*)from, (byte*)to, i, i + 16, how);
            }
        }

        return i;
    }
}
