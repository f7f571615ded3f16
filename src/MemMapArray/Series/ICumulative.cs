namespace MemMap.Series;

/// <summary>What is carried along series: how it goes on with an element, and how what is known of neighbouring parts is put together.</summary>
/// <typeparam name="TNumber">The numbers.</typeparam>
internal unsafe interface ICumulative<TNumber>
    where TNumber : unmanaged
{
    /// <summary>The bytes of the state of a series.</summary>
    int StateBytes { get; }

    /// <summary>Whether elements may have no result.</summary>
    bool MayRefuse { get; }

    /// <summary>Sets the states of what has no elements.</summary>
    void Start(byte* states, int columns);

    /// <summary>Goes through some rows, and appends them all to states of no elements.</summary>
    /// <returns>Whether that can be appended to what comes before. If not, they have to be gone through from there.</returns>
    bool TryTotal(TNumber* numbers, long rows, int columns, byte* states);

    /// <summary>Appends what follows to states.</summary>
    void Append(byte* states, byte* following, int columns);

    /// <summary>Goes through some rows, appends them to states, and writes each result on the way.</summary>
    /// <returns>How many results there are: all, or those before the first that does not fit, row by row.</returns>
    long Run(TNumber* numbers, TNumber* results, long rows, int columns, byte* states);
}
