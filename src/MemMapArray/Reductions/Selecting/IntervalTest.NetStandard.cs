namespace MemMap.Reductions.Selecting;

/// <content>In a plain loop.</content>
internal sealed unsafe partial class IntervalTest<T>
{
    public override void Narrow(T* elements, int count, ulong* truths) => NarrowRest(elements, 0, count, truths);
}
