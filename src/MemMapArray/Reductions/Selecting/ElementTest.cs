namespace MemMap.Reductions.Selecting;

/// <summary>A test of elements as kernels know them, for any number of threads.</summary>
internal abstract unsafe class ElementTest<T>
    where T : unmanaged
{
    /// <summary>Leaves out those of the selected elements that fail. Others are not looked at by what calls back.</summary>
    /// <param name="elements">A block, or some columns of a row.</param>
    /// <param name="count">How many: at most those of a block.</param>
    /// <param name="truths">Which of them are selected.</param>
    public abstract void Narrow(T* elements, int count, ulong* truths);
}

/// <summary>What makes a test for an element type, whichever form of it a kernel knows.</summary>
internal interface IElementPredicate
{
    ElementTest<T> CreateTest<T>()
        where T : unmanaged;
}
