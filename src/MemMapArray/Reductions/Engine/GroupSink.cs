using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Engine;

/// <summary>Takes what the engine knows of each group of results: to make results of it, or to keep it.</summary>
internal abstract class GroupSink<TState>
    where TState : struct, IState
{
    /// <summary>Looks, before a unit of work, whether what it comes to can be written.</summary>
    /// <exception cref="System.IO.IOException">It cannot.</exception>
    public virtual void BeforeUnit()
    {
    }

    /// <summary>Takes the forest of a group, on any thread and in any order of groups. It is used again afterwards.</summary>
    public abstract void Take(in GroupCursor group, Forest<TState> forest);
}

/// <summary>A sink that also takes the states of many groups at once.</summary>
internal unsafe interface IBlockSink
{
    /// <summary>Takes groups of one column and one block each, whose states lie one after the other.</summary>
    /// <param name="resultOffsets">Where the result of each belongs, in bytes.</param>
    /// <param name="states">The state of each.</param>
    /// <param name="groups">How many groups.</param>
    void TakeBlocks(long* resultOffsets, byte* states, int groups);

    /// <summary>Takes the columns of groups, side by side.</summary>
    /// <param name="where">Where their results belong.</param>
    /// <param name="states">Their states, as planes of all columns.</param>
    void TakeColumns(in ResultBox where, byte* states);
}
