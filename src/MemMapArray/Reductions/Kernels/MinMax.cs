using System;

namespace MemMap.Reductions.Kernels;

/// <summary>The smallest and the largest element in one pass. NaN, unless it is left out, is both.</summary>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct MinMax<T>(bool skipNaN) : IReductionKernel<T, MinMaxState<T>, (T Min, T Max)>
    where T : unmanaged
{
    public int RowsPerLeaf => Rules.RowsPerMomentsLeaf;

    public MinMaxState<T> ReduceBlock(T* elements, int count)
    {
        MinMaxState<T> state = Extremes.OfBlock(elements, count);
        return skipNaN && Element.IsNaN(state.Min) ? WithoutNaN(elements, count) : state;
    }

    public void ReduceRows(T** rows, int rowCount, int columns, MinMaxState<T>[] states)
    {
        T* elements = stackalloc T[Rules.RowsPerMomentsLeaf];
        Extremes.OfRows(rows, rowCount, columns, states);
        for (int column = 0; skipNaN && column < columns; column++)
        {
            if (Element.IsNaN(states[column].Min))
            {
                for (int row = 0; row < rowCount; row++)
                {
                    elements[row] = rows[row][column];
                }

                states[column] = WithoutNaN(elements, rowCount);
            }
        }
    }

    public MinMaxState<T> Merge(in MinMaxState<T> left, in MinMaxState<T> right) =>
        skipNaN && Element.IsNaN(left.Min) ? right
        : skipNaN && Element.IsNaN(right.Min) ? left
        : new(Element.Min(left.Min, right.Min), Element.Max(left.Max, right.Max));

    public (T Min, T Max) Finish(in MinMaxState<T> state, long count) =>
        count == 0 ? throw new InvalidOperationException("There is no minimum and no maximum of no elements.")
        : Element.IsNaN(state.Min) ? (Element.NaN<T>(), Element.NaN<T>())
        : (state.Min, state.Max);

    private static MinMaxState<T> WithoutNaN(T* elements, int count)
    {
        MinMaxState<T> state = new(elements[0], elements[0]);
        for (int i = 1; i < count; i++)
        {
            state = Element.IsNaN(state.Min) ? new(elements[i], elements[i])
                : Element.IsNaN(elements[i]) ? state
                : new(Element.Min(state.Min, elements[i]), Element.Max(state.Max, elements[i]));
        }

        return state;
    }
}
