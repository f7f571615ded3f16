using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Ordering;

/// <summary>One thread's first elements of a group that threads share.</summary>
/// <param name="all">Takes them, column by column.</param>
/// <param name="rule">Which elements come first.</param>
/// <param name="indexes">The index of each position.</param>
internal sealed class TopOfParts<T>(Candidates[] all, TopRule rule, TraversalIndexes indexes) : TopVisitor<T>(all.Length, rule, indexes)
    where T : unmanaged
{
    public override void Merge()
    {
        for (int column = 0; column < all.Length; column++)
        {
            all[column].AddAll(Found[column]);
        }
    }
}
