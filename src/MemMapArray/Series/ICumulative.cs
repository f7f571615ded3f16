namespace MemMap.Series;

/// <summary>What is carried along series: how it goes on with an element, and how what is known of neighbouring parts is put together.</summary>
/// <remarks>A state is some planes of 8 bytes: first one of each column, then the next of each.</remarks>
/// <typeparam name="TNumber">The numbers.</typeparam>
internal unsafe interface ICumulative<TNumber>
    where TNumber : unmanaged
{
    /// <summary>How many planes a state has.</summary>
    int Planes { get; }

    /// <summary>Whether a step costs more than bringing elements side by side, so that none is to be made twice.</summary>
    bool IsCostly { get; }

    /// <summary>Sets the states of what has no elements.</summary>
    void Start(byte* states, int columns);

    /// <summary>Goes through some rows, and appends them to states that began within the same part.</summary>
    /// <returns>Whether that can be appended to what comes before. If not, they have to be gone through from there.</returns>
    bool TryTotal(TNumber* numbers, long rows, int columns, byte* states);

    /// <summary>Appends the total of a part to the state of a column; what this was before takes the place of the total.</summary>
    /// <param name="states">The states.</param>
    /// <param name="column">The column.</param>
    /// <param name="columns">How many columns there are states of.</param>
    /// <param name="totals">Some totals.</param>
    /// <param name="total">Which of them.</param>
    /// <param name="count">How many they are.</param>
    void Carry(byte* states, int column, int columns, byte* totals, int total, int count);

    /// <summary>Goes through some rows, appends them to states, and writes each result on the way.</summary>
    /// <returns>How many results there are: all, or those before the first that does not fit, row by row.</returns>
    long Run(TNumber* numbers, TNumber* results, long rows, int columns, byte* states);
}
