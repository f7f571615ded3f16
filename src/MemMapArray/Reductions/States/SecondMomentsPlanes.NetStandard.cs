using MemMap.Reductions.Elements;

namespace MemMap.Reductions.States;

/// <summary><see cref="SecondMoments"/> for many columns.</summary>
internal static unsafe class SecondMomentsPlanes
{
    /// <summary><see cref="SecondMoments.FromSums"/> of the same number of elements in each column.</summary>
    /// <returns>Whether it will do for all columns: nothing is infinite or NaN, and no pivot was an outlier.</returns>
    public static bool FromSums(int count, double* pivots, double* sums, double* squares, int columns, double* states)
    {
        bool areGood = true;
        for (int i = 0; i < columns; i++)
        {
            SecondMoments state = SecondMoments.FromSums(count, pivots[i], 0, sums[i], squares[i]);
            areGood &= !SecondMoments.Cancels(count, sums[i], squares[i]) && Doubles.IsFinite(squares[i]) && Doubles.IsFinite(state.M2);
            state.Store(states, i, columns);
        }

        return areGood;
    }

    /// <summary><see cref="SecondMoments.Merge"/> of each column.</summary>
    public static void Merge(double* left, double* right, int columns)
    {
        for (int i = 0; i < columns; i++)
        {
            SecondMoments.Merge(SecondMoments.Load(left, i, columns), SecondMoments.Load(right, i, columns)).Store(left, i, columns);
        }
    }
}
