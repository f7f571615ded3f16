using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Ordering;

/// <summary>One thread's first elements of groups that it has whole.</summary>
/// <param name="plan">The groups.</param>
/// <param name="rule">Which elements come first.</param>
/// <param name="results">Take them.</param>
internal sealed class TopOfGroups<TStored, T>(ReductionPlan plan, TopRule rule, TopResults<TStored> results)
    : TopVisitor<T>(plan.Columns, rule, plan.Indexes)
    where TStored : unmanaged
    where T : unmanaged
{
    public override void EndGroup(in GroupCursor group)
    {
        for (int column = 0; column < group.Columns; column++)
        {
            results.Write<T>(group.ResultOffset(column), Found[column], Rule);
            Found[column].Clear();
        }
    }
}
