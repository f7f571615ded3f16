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

    /// <summary>Whether <see cref="Keep"/> is quicker than to look which elements pass first.</summary>
    public virtual bool Keeps => false;

    /// <summary>Puts the elements of a block that pass side by side, in one look at them. Where all do, nothing need be put.</summary>
    /// <param name="elements">The block.</param>
    /// <param name="count">How many.</param>
    /// <param name="kept">Takes them, with room for all, and for <see cref="Compact.Room"/> more.</param>
    /// <returns>How many pass.</returns>
    public virtual int Keep(T* elements, int count, T* kept)
    {
        ulong* truths = stackalloc ulong[Truths.Words(count)];
        Truths.Fill(truths, count);
        Narrow(elements, count, truths);
        return Compact.Elements(elements, count, truths, kept);
    }
}

/// <summary>What makes a test for an element type, whichever form of it a kernel knows.</summary>
internal interface IElementPredicate
{
    ElementTest<T> CreateTest<T>()
        where T : unmanaged;
}
