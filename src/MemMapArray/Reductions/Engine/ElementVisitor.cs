using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Engine;

/// <summary>One thread's way to look at all selected elements, in no order that it could count on.</summary>
internal abstract unsafe class ElementVisitor<T>
    where T : unmanaged
{
    /// <summary>Whether it matters where elements are.</summary>
    public virtual bool NeedsPositions => false;

    /// <summary>Whether no more elements are needed.</summary>
    public virtual bool IsDone => false;

    /// <summary>Begins a unit of work.</summary>
    public virtual void BeginUnit(long unit)
    {
    }

    /// <summary>Whether small groups are to be looked at together, where they lie evenly.</summary>
    public virtual bool TakesGroupsTogether => false;

    /// <summary>Looks at all elements of some groups.</summary>
    /// <param name="rows">The first of each of their columns, the second of each, and so on.</param>
    /// <param name="results">Where the results of the columns belong.</param>
    public virtual void VisitGroups(T** rows, in ResultBox results)
    {
    }

    /// <summary>Looks at some elements of a column, side by side and in the order of this machine.</summary>
    /// <param name="column">Which column of the group.</param>
    /// <param name="elements">Those that are selected.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="position">The position of the first of those of which they are selected.</param>
    /// <param name="truths">Which of those are selected; <see langword="null"/> for all. Where columns lie side by side only for those that
    /// need positions.</param>
    public abstract void Visit(int column, T* elements, int count, long position, ulong* truths);

    /// <summary>All of a group's elements that the unit has were visited.</summary>
    public virtual void EndGroup(in GroupCursor group)
    {
    }

    /// <summary>Ends a unit of work: its results are to be written.</summary>
    public virtual void EndUnit()
    {
    }

    /// <summary>Adds what this thread has found to what others have. Called once, by one thread at a time, also where the work has
    /// failed.</summary>
    public virtual void Merge()
    {
    }
}
