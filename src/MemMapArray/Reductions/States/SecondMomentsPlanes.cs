namespace MemMap.Reductions.States;

/// <summary><see cref="SecondMoments"/> for many columns. Where the framework has vectors they take as many as fill them: the lanes of
/// vectors round as scalars do.</summary>
internal static unsafe partial class SecondMomentsPlanes
{
    /// <summary><see cref="SecondMoments.FromSums"/> of the same number of elements in each column.</summary>
    /// <param name="count">How many elements a column has.</param>
    /// <param name="pivots">What was subtracted.</param>
    /// <param name="sums">The sums of differences.</param>
    /// <param name="squares">The sums of their squares.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="states">Takes the states.</param>
    /// <param name="areEqual">Which columns are of one number, if that is known: other than 0.</param>
    /// <returns>Whether it will do for all columns: nothing is infinite or NaN, no square needs a scale, and no pivot was an
    /// outlier.</returns>
    public static bool FromSums<T>(
        int count, double* pivots, double* sums, double* squares, int columns, double* states, long* areEqual = null)
    {
        bool areGood = true;
        int i = 0;
        VectorsFromSums(count, pivots, sums, squares, columns, states, areEqual, Spread.LeastSquares<T>(), ref i, ref areGood);
        for (; i < columns; i++)
        {
            SecondMoments state = SecondMoments.FromSums(count, pivots[i], 0, sums[i], squares[i]);
            areGood &= !SecondMoments.Cancels(count, sums[i], squares[i])
                && (Spread.IsInRange<T>(state.M2) || Spread.AreAll(pivots[i], squares[i]) || (areEqual != null && areEqual[i] != 0));
            state.Store(states, i, columns);
        }

        return areGood;
    }

    /// <summary><see cref="SecondMoments.Merge"/> of each column.</summary>
    public static void Merge(double* left, double* right, int columns)
    {
        int i = 0;
        MergeVectors(left, right, columns, ref i);
        MergeFrom(left, right, i, columns, columns);
    }

    static partial void VectorsFromSums(
        int count,
        double* pivots,
        double* sums,
        double* squares,
        int columns,
        double* states,
        long* areEqual,
        double least,
        ref int done,
        ref bool areGood);

    static partial void MergeVectors(double* left, double* right, int columns, ref int done);

    private static void MergeFrom(double* left, double* right, int start, int end, int columns)
    {
        for (int i = start; i < end; i++)
        {
            SecondMoments.Merge(SecondMoments.Load(left, i, columns), SecondMoments.Load(right, i, columns)).Store(left, i, columns);
        }
    }
}
