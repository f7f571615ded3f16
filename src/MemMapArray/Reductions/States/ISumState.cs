namespace MemMap.Reductions.States;

/// <summary>A state with a sum in it, whatever else it has: what sums and means are made of.</summary>
internal unsafe interface ISumState : IState
{
    /// <summary>The sum of a column.</summary>
    double SumOf(byte* states, int column, int columns);

    /// <summary>The mean of a column of <paramref name="count"/> elements, less those that were left out.</summary>
    double MeanOf(byte* states, int column, int columns, long count);

    /// <summary>Divides the sums of the first columns by one number, each rounded once.</summary>
    /// <param name="states">The states.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="divisor">The divisor, at least 1.</param>
    /// <param name="quotients">Takes the quotients.</param>
    /// <returns>How many were divided: up to the first that takes longer; none where columns have counts of their own.</returns>
    int DivideFirst(byte* states, int columns, long divisor, double* quotients);
}
