using System.Runtime.CompilerServices;
using MemMap.Reductions.Engine;

namespace MemMap.Reductions.Ordering;

/// <summary>One thread's look at how far elements reach.</summary>
/// <param name="range">Takes what is found.</param>
internal sealed unsafe class RangeVisitor<T>(KeyRange range) : ElementVisitor<T>
    where T : unmanaged
{
    private readonly KeyRange _own = new();

    [MethodImpl(HotPath.Optimized)]
    public override void Visit(int column, T* elements, int count, long position, ulong* truths)
    {
        (long low, long high, bool hasNaN) = (_own.Low, _own.High, false);
        (long least, long largest) = (OrderKey.LeastNumber<T>(), OrderKey.LargestNumber<T>());
        for (int i = 0; i < count; i++)
        {
            long key = OrderKey.Of(Unsafe.ReadUnaligned<T>(elements + i));
            bool isNumber = key >= least && key <= largest;
            hasNaN |= !isNumber;
            low = isNumber && key < low ? key : low;
            high = isNumber && key > high ? key : high;
        }

        (_own.Low, _own.High, _own.HasNaN) = (low, high, _own.HasNaN | hasNaN);
    }

    public override void Merge()
    {
        range.Low = System.Math.Min(range.Low, _own.Low);
        range.High = System.Math.Max(range.High, _own.High);
        range.HasNaN |= _own.HasNaN;
    }
}
