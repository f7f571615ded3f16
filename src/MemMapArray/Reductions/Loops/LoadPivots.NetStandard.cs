using System.Runtime.CompilerServices;
using MemMap.Reductions.Elements;

namespace MemMap.Reductions.Loops;

/// <summary>The pivots of columns: the elements of a row as doubles.</summary>
internal static unsafe class LoadPivots
{
    /// <summary>Loads as many as there are columns.</summary>
    /// <returns>Whether all are finite.</returns>
    public static bool FromRow<T>(T* elements, int count, double* doubles)
        where T : unmanaged
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
