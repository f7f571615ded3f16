namespace MemMap.Series;

/// <summary>A statistic of windows: what is known of some elements, and how two of these are put together. Nothing is ever taken out again, so
/// that each window is right by itself.</summary>
/// <typeparam name="TState">What is known of some elements of a column, or of some columns side by side; its default is of none.</typeparam>
internal unsafe interface IWindow<TState>
    where TState : unmanaged
{
    /// <summary>How many columns a state is of.</summary>
    int Width { get; }

    /// <summary>Adds an element of each column.</summary>
    /// <param name="state">The state.</param>
    /// <param name="numbers">The elements.</param>
    /// <param name="skipNaN">NaN does not count.</param>
    void Add(ref TState state, double* numbers, bool skipNaN);

    /// <summary>What is known of both together.</summary>
    TState Merge(in TState one, in TState other);

    /// <summary>Writes the result of each column.</summary>
    /// <param name="state">The state.</param>
    /// <param name="least">What is known of fewer elements has none: NaN.</param>
    /// <param name="results">Where to.</param>
    void Finish(in TState state, double least, double* results);
}
