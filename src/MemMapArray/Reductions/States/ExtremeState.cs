using System.Runtime.CompilerServices;

namespace MemMap.Reductions.States;

/// <summary>The smallest element, or the largest. NaN is both; where NaN is left out, it says that no element was left.</summary>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct ExtremeState<T, TSide>(bool skipNaN) : IState
    where T : unmanaged
    where TSide : struct, ISide
{
    public int Bytes => sizeof(T);

    public int Planes => 1;

    public bool IsOrderless => false;

    public bool IsCommutative => true;

    public int BytesOf(int plane) => sizeof(T);

    public bool Settle(byte* states, int columns) => true;

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns)
    {
        T* found = (T*)left, next = (T*)right;
        for (int column = 0; skipNaN && column < columns; column++)
        {
            // Where nothing was left of one part, the other is the answer of both.
            if (Element.IsNaN(next[column]))
            {
                next[column] = found[column];
            }
            else if (Element.IsNaN(found[column]))
            {
                found[column] = next[column];
            }
        }

        FindExtreme<T, TSide>.Merge(found, next, columns);
    }
}
