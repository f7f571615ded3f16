using MemMap.Reductions.Engine;

namespace MemMap.Reductions.Ordering;

/// <summary>One thread's count of each value, of elements of 8 or 16 bits.</summary>
/// <param name="each">Takes the counts, in the order of keys.</param>
internal sealed unsafe class EachVisitor<T>(long[] each) : ElementVisitor<T>
    where T : unmanaged
{
    private readonly KeyCounts<T> _own = new();

    public override void Visit(int column, T* elements, int count, long position, ulong* truths) => _own.Add(elements, count);

    public override void Merge()
    {
        _own.ForEach((key, count) => each[key - OrderKey.Least<T>()] += count);
        _own.Dispose();
    }
}
