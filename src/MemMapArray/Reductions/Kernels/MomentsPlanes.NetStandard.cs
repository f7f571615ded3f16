namespace MemMap.Reductions.Kernels;

/// <summary><see cref="MomentsState"/> for many columns.</summary>
internal static unsafe class MomentsPlanes
{
    /// <summary><see cref="MomentsState.FromSums"/> of the same number of elements in each column.</summary>
    /// <returns>Whether it will do for all columns: nothing is infinite or NaN, and no pivot was an outlier.</returns>
    public static bool FromSums(int count, double* pivots, double* sums, double* squares, int columns, double* states)
    {
        bool areGood = true;
        for (int i = 0; i < columns; i++)
        {
            MomentsState state = MomentsState.FromSums(count, pivots[i], 0, sums[i], squares[i]);
            areGood &= !MomentsState.Cancels(count, sums[i], squares[i]) && MomentsState.IsFinite(squares[i]) && MomentsState.IsFinite(state.M2);
            state.Store(states, i, columns);
        }

        return areGood;
    }

    /// <summary><see cref="MomentsState.Merge"/> of each column.</summary>
    public static void Merge(double* left, double* right, int columns)
    {
        for (int i = 0; i < columns; i++)
        {
            MomentsState.Merge(MomentsState.Load(left, i, columns), MomentsState.Load(right, i, columns)).Store(left, i, columns);
        }
    }
}
