namespace MemMap.Reductions.Ordering;

/// <summary>Some elements that lie side by side.</summary>
/// <param name="elements">The first.</param>
/// <param name="count">How many there are.</param>
internal readonly unsafe struct ElementPiece<T>(T* elements, int count)
    where T : unmanaged
{
    public T* Elements => elements;

    public int Count => count;
}
