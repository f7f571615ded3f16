namespace MemMap.Series;

/// <summary>A statistic of windows: what is known of some elements, and how two of these are put together. Nothing is ever taken out again, so
/// that each window is right by itself.</summary>
/// <typeparam name="TState">What is known of some elements; its default is of none.</typeparam>
internal interface IWindow<TState>
    where TState : unmanaged
{
    /// <summary>Adds an element.</summary>
    void Add(ref TState state, double number);

    /// <summary>What is known of both together.</summary>
    TState Merge(in TState one, in TState other);

    /// <summary>How many elements a state is of.</summary>
    double CountOf(in TState state);

    /// <summary>The result.</summary>
    double Finish(in TState state);
}
