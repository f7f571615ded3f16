using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Arithmetic on planes: the same quantity of many columns, side by side.</summary>
internal static unsafe class Planes
{
    /// <summary>left += right.</summary>
    public static void Add(double* left, double* right, int count)
    {
        for (int i = 0; i < count; i++)
        {
            left[i] += right[i];
        }
    }

    /// <summary>Elements as doubles.</summary>
    /// <returns>Whether all are finite.</returns>
    public static bool ToFiniteDoubles<T>(T* elements, int count, double* doubles)
        where T : unmanaged
    {
        bool areFinite = true;
        for (int i = 0; i < count; i++)
        {
            doubles[i] = Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i));
            areFinite &= MomentsState.IsFinite(doubles[i]);
        }

        return areFinite;
    }

    /// <summary>left += right for integers of 128 bits: a plane of low halves, then one of high halves.</summary>
    public static void AddWide(ulong* left, ulong* right, int columns)
    {
        ulong* leftHigh = left + columns, rightHigh = right + columns;
        for (int i = 0; i < columns; i++)
        {
            ulong low = unchecked(left[i] + right[i]);
            leftHigh[i] = unchecked(leftHigh[i] + rightHigh[i] + (low < left[i] ? 1UL : 0UL));
            left[i] = low;
        }
    }
}
