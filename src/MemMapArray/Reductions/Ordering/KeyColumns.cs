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

    /// <summary>Takes columns side by side.</summary>
    /// <param name="rows">Where the elements of each rank of the columns are.</param>
    /// <param name="first">The first column of the rows that is taken.</param>
    /// <param name="columns">How many are taken.</param>
    [MethodImpl(HotPath.Optimized)]
    public void Set(T** rows, int first, int columns)
    {
        if (columns == Lanes && sizeof(T) >= sizeof(int))
        {
            fixed (int* numbers = Numbers)
            {
                SortLanes.Load(rows, first, length, _keys, numbers);
            }

            return;
        }

        (long least, long largest) = (OrderKey.LeastNumber<T>(), OrderKey.LargestNumber<T>());
        for (int lane = 0; lane < columns; lane++)
        {
            Numbers[lane] = length;
            for (int i = 0; i < length; i++)
            {
                long key = OrderKey.Of(rows[i][first + lane]);
                bool isNumber = key >= least && key <= largest;
                Numbers[lane] -= isNumber ? 0 : 1;
                if (sizeof(T) == sizeof(long))
                {
                    ((long*)_keys)[(i * Lanes) + lane] = isNumber ? key : long.MaxValue;
                }
                else
                {
                    ((int*)_keys)[(i * Lanes) + lane] = isNumber ? (int)key : int.MaxValue;
                }
            }
        }
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
