namespace MemMap.Reductions.States;

/// <summary><see cref="FourthMoments"/> for many columns. Where the framework has vectors they take as many as fill them: the lanes of
/// vectors round as scalars do.</summary>
internal static unsafe partial class FourthMomentsPlanes
{
    /// <summary><see cref="FourthMoments.FromSums"/> of each column.</summary>
    /// <param name="rows">How many elements a column has.</param>
    /// <param name="seconds">The planes of <see cref="SecondMoments"/>.</param>
    /// <param name="powers">The planes of <see cref="PowerSums"/>, around centers near the means.</param>
    /// <param name="shifts">How far the means are from the centers.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="states">Takes the states.</param>
    /// <returns>Whether it will do for all columns: nothing is infinite or NaN, and no power needs a scale.</returns>
    public static bool FromSums<T>(int rows, double* seconds, double* powers, double* shifts, int columns, double* states)
    {
        bool areGood = true;
        int i = 0;
        VectorsFromSums(rows, seconds, powers, shifts, columns, states, Spread.LeastSquares<T>(), ref i, ref areGood);
        for (; i < columns; i++)
        {
            var second = SecondMoments.Load(seconds, i, columns);
            var found = FourthMoments.FromSums(second, rows - second.Count, PowerSums.Load(powers, i, columns), shifts[i]);
            areGood &= found.Scale == 0
                && ((found.M2 == 0 && !double.IsNaN(found.M4)) || (Spread.IsInRange<T>(found.M2) && Spread.IsInRange<T>(found.M4)));
            found.Store(states, i, columns);
        }

        return areGood;
    }

    /// <summary><see cref="FourthMoments.Merge"/> of each column.</summary>
    public static void Merge(double* left, double* right, int columns)
    {
        int i = 0;
        MergeVectors(left, right, columns, ref i);
        MergeFrom(left, right, i, columns, columns);
    }

    static partial void VectorsFromSums(
        int rows, double* seconds, double* powers, double* shifts, int columns, double* states, double least, ref int done, ref bool areGood);

    static partial void MergeVectors(double* left, double* right, int columns, ref int done);

    private static void MergeFrom(double* left, double* right, int start, int end, int columns)
    {
        for (int i = start; i < end; i++)
        {
            FourthMoments.Merge(FourthMoments.Load(left, i, columns), FourthMoments.Load(right, i, columns)).Store(left, i, columns);
        }
    }
}
