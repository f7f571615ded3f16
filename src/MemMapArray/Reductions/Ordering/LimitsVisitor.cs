using System.Runtime.CompilerServices;
using MemMap.Reductions.Engine;

namespace MemMap.Reductions.Ordering;

/// <summary>One thread's look at how far elements of a sample reach, and how many of them are at the ends: what is cut off at a limit, or
/// has few bits, has many there.</summary>
/// <param name="limits">Take what is found.</param>
internal sealed class LimitsVisitor<T>(KeyLimits limits) : ElementVisitor<T>
    where T : unmanaged
{
    private readonly KeyLimits _own = new();

    [MethodImpl(HotPath.Optimized)]
    public override unsafe void Visit(int column, T* elements, int count, long position, ulong* truths)
    {
        for (int i = 0; i < count; i++)
        {
            long key = OrderKey.Of(Unsafe.ReadUnaligned<T>(elements + i));
            if (key <= _own.Low)
            {
                _own.AddLow(key, 1);
            }

            if (key >= _own.High)
            {
                _own.AddHigh(key, 1);
            }
        }
    }

    public override void Merge()
    {
        limits.AddLow(_own.Low, _own.AtLow);
        limits.AddHigh(_own.High, _own.AtHigh);
    }
}
