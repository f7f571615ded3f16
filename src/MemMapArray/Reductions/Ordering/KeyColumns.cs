using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemMap.Reductions.Ordering;

/// <summary>The sorted keys of as many columns as a vector has lanes.</summary>
/// <param name="length">How many elements a column has.</param>
internal sealed unsafe class KeyColumns<T>(int length) : IDisposable
    where T : unmanaged
{
    private byte* _keys = (byte*)Marshal.AllocHGlobal(length * 64);

    /// <summary>How many columns there are.</summary>
    public static int Lanes => sizeof(T) == sizeof(long) ? 8 : 16;

    /// <summary>How many elements of each column are numbers; they come first.</summary>
    public int[] Numbers { get; } = new int[Lanes];

    /// <summary>A key, by its rank.</summary>
    public long this[int lane, long rank] =>
        sizeof(T) == sizeof(long) ? ((long*)_keys)[(rank * Lanes) + lane] : ((int*)_keys)[(rank * Lanes) + lane];

    /// <summary>Takes a column.</summary>
    [MethodImpl(HotPath.Optimized)]
    public void Set(int lane, T* elements)
    {
        (long least, long largest) = (OrderKey.LeastNumber<T>(), OrderKey.LargestNumber<T>());
        int numbers = length;
        if (sizeof(T) == sizeof(long))
        {
            long* to = (long*)_keys + lane;
            for (int i = 0; i < length; i++, to += 8)
            {
                long key = OrderKey.Of(elements[i]);
                bool isNumber = key >= least && key <= largest;
                *to = isNumber ? key : long.MaxValue;
                numbers -= isNumber ? 0 : 1;
            }
        }
        else
        {
            int* to = (int*)_keys + lane;
            for (int i = 0; i < length; i++, to += 16)
            {
                int key = (int)OrderKey.Of(elements[i]);
                bool isNumber = key >= (int)least && key <= (int)largest;
                *to = isNumber ? key : int.MaxValue;
                numbers -= isNumber ? 0 : 1;
            }
        }

        Numbers[lane] = numbers;
    }

    /// <summary>Sorts all columns.</summary>
    public void Sort()
    {
        if (sizeof(T) == sizeof(long))
        {
            SortLanes.Sort((long*)_keys, length);
        }
        else
        {
            SortLanes.Sort((int*)_keys, length);
        }
    }

    public void Dispose()
    {
        Marshal.FreeHGlobal((nint)_keys);
        _keys = null;
    }
}
