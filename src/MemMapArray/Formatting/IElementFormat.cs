namespace MemMap.Formatting;

/// <summary>How the elements of one array are printed: first it sees all that will be shown, then it prints each to one width.</summary>
internal interface IElementFormat<T>
{
    void Look(T element);

    string Format(T element);

    /// <summary>An element alone, as the text of an array of rank 0.</summary>
    string Scalar(T element);
}
