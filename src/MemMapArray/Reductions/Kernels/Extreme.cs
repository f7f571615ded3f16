using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Finds the smallest element, or the largest. NaN, unless it is left out, is both.</summary>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct Extreme<T, TSide>(bool skipNaN) : IStateKernel<T, ExtremeState<T, TSide>>
    where T : unmanaged
    where TSide : struct, ISide
{
    public ExtremeState<T, TSide> State => new(skipNaN);

    public bool BlocksAreRows => true;

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        T found = FindExtreme<T, TSide>.Block(elements, count);
        *(T*)state = skipNaN && Element.IsNaN(found) ? Scalar.FindExtremes<T>.WithoutNaN(elements, count).Of<TSide>() : found;
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        T* found = (T*)states;
        FindExtreme<T, TSide>.Rows(rows, rowCount, columns, found);
        for (int column = 0; skipNaN && column < columns; column++)
        {
            if (Element.IsNaN(found[column]))
            {
                found[column] = Scalar.FindExtremes<T>.WithoutNaN(rows, rowCount, column).Of<TSide>();
            }
        }
    }
}
