using System.Runtime.CompilerServices;

namespace MemMap.Reductions.States;

/// <summary>The smallest and the largest element, a plane of each, with NaN as in <see cref="ExtremeState{T, TSide}"/>.</summary>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct ExtremesState<T>(bool skipNaN) : IState
    where T : unmanaged
{
    public int Bytes => 2 * sizeof(T);

    public int Planes => 2;

    public bool IsOrderless => false;

    public bool IsCommutative => true;

    public int BytesOf(int plane) => sizeof(T);

    public bool Settle(byte* states, int columns) => true;

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns)
    {
        T* mins = (T*)left, maxs = mins + columns, nextMins = (T*)right, nextMaxs = nextMins + columns;
        for (int column = 0; skipNaN && column < columns; column++)
        {
            // Where nothing was left of one part, the other is the answer of both.
            if (Element.IsNaN(nextMins[column]))
            {
                (nextMins[column], nextMaxs[column]) = (mins[column], maxs[column]);
            }
            else if (Element.IsNaN(mins[column]))
            {
                (mins[column], maxs[column]) = (nextMins[column], nextMaxs[column]);
            }
        }

        FindExtremes<T>.Merge(mins, maxs, nextMins, nextMaxs, columns);
    }
}
