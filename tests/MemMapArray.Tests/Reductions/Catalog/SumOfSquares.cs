using System.Runtime.CompilerServices;
using MemMap.Reductions.Elements;
using MemMap.Reductions.States;

namespace MemMap.Tests.Reductions;

/// <summary>A reduction that the library does not have: all of its code. Sums squares of small numbers, exactly.</summary>
internal readonly unsafe struct SumOfSquares<T> : IStateKernel<T, SumState>
    where T : unmanaged
{
    public SumState State => default;

    public bool BlocksAreRows => false;

    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += Square(elements + i);
        }

        *(double*)state = sum;
    }

    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        for (int column = 0; column < columns; column++)
        {
            double sum = 0;
            for (int row = 0; row < rowCount; row++)
            {
                sum += Square(rows[row] + column);
            }

            ((double*)states)[column] = sum;
        }
    }

    private static double Square(T* element)
    {
        double value = Element.ToNearestDouble(Unsafe.ReadUnaligned<T>(element));
        return value * value;
    }
}
