using System.Runtime.CompilerServices;
using MemMap.Reductions.Engine;
using MemMap.Reductions.Plans;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <summary>One thread's largest or smallest elements.</summary>
/// <param name="all">Takes them.</param>
/// <param name="most">How many are asked for.</param>
/// <param name="isLargest">The largest; otherwise the smallest.</param>
/// <param name="skipNaN">NaN is left out; otherwise it comes after all numbers.</param>
/// <param name="indexes">The index of each position.</param>
internal sealed unsafe class TopVisitor<T>(Candidates all, int most, bool isLargest, bool skipNaN, TraversalIndexes indexes) : ElementVisitor<T>
    where T : unmanaged
{
    /// <summary>The rank of NaN: below that of any floating-point number.</summary>
    public const long OfNaN = long.MinValue;

    private readonly Candidates _own = new(most);
    private readonly ulong[] _found = new ulong[Truths.Words(Rules.BlockElements)];
    private readonly int[] _places = new int[Rules.BlockElements];

    [MethodImpl(HotPath.Optimized)]
    public override void Visit(int column, T* elements, int count, long position, ulong* truths)
    {
        if (truths != null)
        {
            CompactWord.Places(truths, Rules.BlockElements, _places);
        }

        (long low, long high) = (OrderKey.LeastNumber<T>(), OrderKey.LargestNumber<T>());
        if (!_own.AreEnough || _own.Last.Rank == OfNaN)
        {
            for (int i = 0; i < count; i++)
            {
                long key = OrderKey.Of(Unsafe.ReadUnaligned<T>(elements + i));
                Add(key >= low && key <= high ? Rank(key) : OfNaN, key >= low && key <= high, i, position, truths);
            }

            return;
        }

        // Most elements come after the last: only others are looked at.
        (low, high) = isLargest ? (_own.Last.Rank, high) : (low, ~_own.Last.Rank);
        fixed (ulong* found = _found)
        {
            long below = 0;
            if (KeyMasks.Find(elements, count, low, high, found, ref below) == 0)
            {
                return;
            }

            for (int word = 0; word < Truths.Words(count); word++)
            {
                for (ulong left = found[word]; left != 0; left &= left - 1)
                {
                    int i = (word * Truths.PerWord) + Truths.First(left);
                    Add(Rank(OrderKey.Of(Unsafe.ReadUnaligned<T>(elements + i))), true, i, position, truths);
                }
            }
        }
    }

    public override void Merge() => all.AddAll(_own);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Rank(long key) => isLargest ? key : ~key;

    private void Add(long rank, bool isNumber, int i, long position, ulong* truths)
    {
        if (isNumber || !skipNaN)
        {
            _own.Add(rank, indexes.IndexOf(position + (truths == null ? i : _places[i])));
        }
    }
}
