namespace MemMap.Reductions.States;

/// <summary>A state with a sum in it, whatever else it has: what sums and means are made of.</summary>
internal unsafe interface ISumState : IState
{
    /// <summary>The sum of a column.</summary>
    double SumOf(byte* states, int column, int columns);

    /// <summary>The mean of a column of <paramref name="count"/> elements, less those that were left out.</summary>
    double MeanOf(byte* states, int column, int columns, long count);
}
