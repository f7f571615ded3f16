using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Scalar;

/// <summary>The pivots of columns: the elements of a row as doubles.</summary>
internal static unsafe class LoadPivots<T>
    where T : unmanaged
{
    /// <summary>Loads as many as there are columns.</summary>
    /// <returns>Whether all are finite.</returns>
    public static bool FromRow(T* elements, int count, double* doubles)
    {
        bool areFinite = true;
        for (int i = 0; i < count; i++)
        {
            doubles[i] = Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i));
            areFinite &= Doubles.IsFinite(doubles[i]);
        }

        return areFinite;
    }
}
